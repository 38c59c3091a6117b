// Callable members of exported objects, namespaces and classes.
import { ts } from 'ts-morph';
import { docOf, hidingTag } from '../docs/doc.js';
import { ownFiles, type Reading, resolved } from '../reading.js';
import { ownForm } from '../schemas/tool-object.js';
import { isPrivate } from '../symbols.js';
import type { Candidate } from './exports.js';
import { isExportedAsInstance, makerOf, needsInstance } from './makers.js';
import { underscored, unentered, unnamed, unsureOf } from './out-of-reach.js';
import { inSourceOrder, nodeOf } from './places.js';

/**
 * What can be called of an exported value: itself, or its members as `Class.method`, `object.member`.
 * `above` are the types it is a member of.
 */
export function callablesOf(
  reading: Reading,
  base: Candidate,
  above: readonly ts.Type[] = [],
): Candidate[] {
  const { symbol, type } = base;
  const unsure = unsureOf(reading, type);
  if (unsure !== undefined) return [{ ...base, refusal: unsure }];
  const inNamespace = () => namespaceMembers(reading, base, above);
  if (type.getCallSignatures().length > 0) {
    return symbol.flags & NAMESPACE ? [base, ...inNamespace()] : [base];
  }
  const known = symbol.flags & ts.SymbolFlags.Class ? symbol : classOf(type);
  if (known !== undefined) return classMembers(reading, { ...base, symbol: known }, above);
  const found = symbol.flags & NAMESPACE ? inNamespace() : objectMembers(reading, base, above);
  return [...found, ...unnamed(reading, base)];
}

const NAMESPACE = ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule;

/** The class whose constructor a value is. */
function classOf(type: ts.Type): ts.Symbol | undefined {
  const { symbol } = type;
  const isClass = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Class) !== 0;
  return isClass && type.getConstructSignatures().length > 0 ? symbol : undefined;
}

/** A member as a candidate, named after what it belongs to. */
function member(reading: Reading, base: Candidate, name: string, symbol: ts.Symbol): Candidate {
  return {
    export: `${base.export}.${name}`,
    name: base.name === '' ? name : `${base.name}_${name}`,
    path: [...base.path, name],
    symbol,
    node: nodeOf(reading, symbol),
    type: reading.checker.getTypeOfSymbol(symbol),
  };
}

/** What a namespace exports that can be called. */
function namespaceMembers(
  reading: Reading,
  base: Candidate,
  above: readonly ts.Type[],
): Candidate[] {
  return inSourceOrder(reading.entry, reading.checker.getExportsOfModule(base.symbol))
    .map((exported) => ({ name: exported.name, symbol: resolved(reading.checker, exported) }))
    .filter(({ symbol }) => symbol.flags & ts.SymbolFlags.Value)
    .flatMap(({ name, symbol }) =>
      inside(reading, base, member(reading, base, name, symbol), above),
    );
}

/** Functions that are members of an exported object, where the source itself declares them. */
export function objectMembers(
  reading: Reading,
  base: Candidate,
  above: readonly ts.Type[] = [],
): Candidate[] {
  const { type } = base;
  if (!(type.flags & ts.TypeFlags.Object) || reading.checker.isArrayLikeType(type)) return [];
  const own = new Set(ownFiles(reading));
  return reading.checker
    .getPropertiesOfType(type)
    .filter((symbol) => !isPrivate(symbol) && declaredIn(own, symbol))
    .flatMap((symbol) => {
      const found = member(reading, base, symbol.name, meant(reading, symbol));
      return symbol.name.startsWith('_')
        ? underscored(found)
        : inside(reading, base, { ...found, written: nodeOf(reading, symbol) }, above);
    });
}

/** A member, or what stands within it: classes, namespaces and plain objects, which nothing shares. */
function inside(
  reading: Reading,
  base: Candidate,
  found: Candidate,
  above: readonly ts.Type[],
): Candidate[] {
  const own = ownForm(reading, found);
  if (own !== undefined) return own;
  const { symbol, type } = found;
  if (type.getCallSignatures().length > 0) return [found];
  const types = [...above, base.type];
  const entered =
    (symbol.flags & (NAMESPACE | ts.SymbolFlags.Class)) !== 0 ||
    classOf(type) !== undefined ||
    isPlainObject(type) ||
    (base.symbol.flags & NAMESPACE) !== 0 ||
    (isWhole(base) && (type.symbol?.flags & ts.SymbolFlags.Class) !== 0);
  if (!entered) return unentered(reading, found);
  return types.includes(type) ? [] : callablesOf(reading, found, types);
}

/** The object that stands for the module: its members are as good as exports, as those of a namespace are. */
function isWhole({ path, name }: Candidate): boolean {
  return path.length === 1 && path[0] === 'default' && name === '';
}

function isPlainObject({ symbol }: ts.Type): boolean {
  const plain = ts.SymbolFlags.ObjectLiteral | ts.SymbolFlags.TypeLiteral;
  return symbol !== undefined && (symbol.flags & plain) !== 0;
}

/** What `{ add }` stands for: the function of that name. */
function meant({ checker }: Reading, symbol: ts.Symbol): ts.Symbol {
  const declaration = symbol.valueDeclaration;
  const value =
    declaration !== undefined && ts.isShorthandPropertyAssignment(declaration)
      ? checker.getShorthandAssignmentValueSymbol(declaration)
      : undefined;
  return resolved(checker, value ?? symbol);
}

function declaredIn(own: ReadonlySet<ts.SourceFile>, symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((node) => own.has(node.getSourceFile())) ?? false;
}

/** Static methods; those of instances where one is exported (then by its name) or can be made. */
function classMembers(reading: Reading, base: Candidate, above: readonly ts.Type[]): Candidate[] {
  const hidden = hidingTag(docOf(base.symbol.declarations ?? []));
  if (hidden !== undefined) return [{ ...base, refusal: hiddenBy(hidden) }];
  const statics = objectMembers(reading, base, above).filter(
    ({ path }) => path.at(-1) !== 'prototype',
  );
  const isPackage = reading.ref.packageName !== undefined;
  if (!isPackage && isExportedAsInstance(reading, base.symbol)) return statics;
  const instance = reading.checker.getDeclaredTypeOfSymbol(base.symbol);
  const methods = objectMembers(reading, { ...base, type: instance }, [...above, base.type]);
  const maker = isPackage ? undefined : makerOf(reading, base);
  const extra =
    maker === undefined
      ? { refusal: needsInstance(base.name) }
      : { instance: { maker, depth: base.path.length } };
  const served = methods.map((one) => (one.refusal === undefined ? { ...one, ...extra } : one));
  return [...statics, ...served];
}

function hiddenBy(tag: string) {
  return {
    reason: `its doc comment says @${tag}`,
    hint: 'take the tag away to make its methods tools',
  };
}
