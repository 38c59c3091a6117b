// Finds what a module exports that can be called, in source order.
import { basename } from 'node:path';
import { ts } from 'ts-morph';
import type { Maker } from '../../../model/module.js';
import { type Reading, resolved } from '../reading.js';
import { ownForm, type ToolObject } from '../schemas/tool-object.js';
import { isTypeOnly, moduleSymbol } from '../symbols.js';
import { distinct, withAliases } from './aliases.js';
import { makersAside, needsInstance } from './makers.js';
import { callablesOf, objectMembers } from './members.js';
import { ambiguousNames, missingStars, type Star } from './missing.js';
import { inSourceOrder, nodeOf } from './places.js';

/** Something exported that can be called: a candidate for a tool. */
export interface Candidate {
  /** As people name it: `add`, `Class.method`, `default.member`. */
  readonly export: string;
  /** What the tool would be called, before it is made legal. */
  readonly name: string;
  readonly path: readonly string[];
  readonly symbol: ts.Symbol;
  readonly node: ts.Node;
  readonly type: ts.Type;
  /** Set for a method of an instance: how that is made, and how much of the path leads to its class. */
  readonly instance?: { readonly maker: Maker; readonly depth: number };
  /** Where else its doc comment may stand: the property of an object it is a member of. */
  readonly written?: ts.Node;
  /** Set for the function of an object that is a tool already. */
  readonly tool?: ToolObject;
  /** The export of another name that is this very function. */
  readonly sameAs?: string;
  /** Set when its form cannot be served. */
  readonly refusal?: { readonly reason: string; readonly hint: string; readonly unresolved?: true };
}

/** Every callable export of the entry. */
export function candidatesOf(reading: Reading): Candidate[] {
  const { checker, entry } = reading;
  const module = moduleSymbol(checker, entry);
  if (module === undefined) return [];
  const assigned = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const ambiguous = ambiguousNames(reading);
  const named = inSourceOrder(entry, checker.getExportsOfModule(module))
    .filter(({ name }) => name !== ts.InternalSymbolName.ExportEquals)
    .filter(({ flags }) => !(flags & ts.SymbolFlags.Prototype))
    .flatMap((symbol) => exportCandidates(reading, symbol, memberPath(reading, assigned, symbol)))
    .map((one) => unlessAmbiguous(ambiguous, one));
  const missing = missingStars(reading).map((star) => missingCandidate(reading, module, star));
  if (assigned === undefined) return makersAside(distinct([...withAliases(named), ...missing]));
  const known = new Set(named.map(({ name }) => name));
  const rest = whole(reading, assigned).filter(({ name }) => !known.has(name));
  return makersAside(distinct([...rest, ...named]));
}

function unlessAmbiguous(names: ReadonlyMap<string, string>, one: Candidate): Candidate {
  const modules = names.get(one.path[0] ?? '');
  if (modules === undefined) return one;
  const reason = `${modules} both export it, so the module exports neither`;
  return { ...one, refusal: { reason, hint: 'export the one that is meant by its name' } };
}

function missingCandidate({ checker }: Reading, symbol: ts.Symbol, node: Star): Candidate {
  const name = node.moduleSpecifier.getText();
  const type = checker.getAnyType();
  return {
    export: `* from ${name}`,
    name,
    path: ['*', name],
    symbol,
    node,
    type,
    refusal: MISSING,
  };
}

/** An `export =` in declarations is only safely reached as the default import. */
function memberPath(
  reading: Reading,
  assigned: ts.Symbol | undefined,
  { name }: ts.Symbol,
): readonly string[] {
  const isWhole = assigned !== undefined && (reading.entry.isDeclarationFile || isSole(reading));
  return isWhole ? ['default', name] : [name];
}

/** Whether the module is one function or class and no namespace: the compiler knows no names of it then. */
export function isSole({ checker, entry }: Reading): boolean {
  const assigned = moduleSymbol(checker, entry)?.exports?.get(ts.InternalSymbolName.ExportEquals);
  if (assigned === undefined) return false;
  const { flags, declarations = [] } = resolved(checker, assigned);
  return !(flags & (NAMESPACE | ts.SymbolFlags.Variable)) && !declarations.some(ts.isSourceFile);
}

const NAMESPACE = ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule;

/** `export = f`, `module.exports = f`: the module itself is the function, or the object of them. */
function whole(reading: Reading, assigned: ts.Symbol): Candidate[] {
  const symbol = resolved(reading.checker, assigned);
  const type = reading.checker.getTypeOfSymbol(symbol);
  const node = nodeOf(reading, symbol);
  const base = { export: 'default', name: '', path: ['default'], symbol, node, type };
  if (symbol.flags & ts.SymbolFlags.Class) {
    // Static methods are named exports already; the class itself then has no name to make one by.
    const name = defaultName(reading, symbol);
    return callablesOf(reading, { ...base, name }).flatMap(({ instance, refusal, ...member }) => {
      const reason = instance === undefined ? refusal : needsInstance(name);
      return reason === undefined ? [] : [{ ...member, refusal: reason }];
    });
  }
  const found = objectMembers(reading, base).map((member) => asNamed(reading, member));
  if (type.getCallSignatures().length === 0) return found;
  return [{ ...base, name: defaultName(reading, symbol) }, ...found];
}

/** The user's own CommonJS module has its members as named exports, too, once it is built in. */
function asNamed(reading: Reading, member: Candidate): Candidate {
  const { ref, entry } = reading;
  return ref.packageName !== undefined || entry.isDeclarationFile || isSole(reading)
    ? member
    : { ...member, ...inNamed(member) };
}

function inNamed({ path, instance }: Candidate): Pick<Candidate, 'export' | 'path' | 'instance'> {
  const named = { export: path.slice(1).join('.'), path: path.slice(1) };
  if (instance === undefined) return named;
  const { maker, depth } = instance;
  const isInside = maker.path[0] === 'default';
  const inner = isInside ? { ...maker, path: maker.path.slice(1) } : maker;
  return { ...named, instance: { maker: inner, depth: depth - 1 } };
}

function exportCandidates(
  reading: Reading,
  exported: ts.Symbol,
  path: readonly string[],
): Candidate[] {
  const { checker } = reading;
  const symbol = resolved(checker, exported);
  const isDefault = exported.name === 'default';
  const name = isDefault ? defaultName(reading, symbol) : exported.name;
  const label = exported.name;
  if (checker.isUnknownSymbol(symbol)) {
    const [node = reading.entry] = exported.declarations ?? [];
    const type = checker.getAnyType();
    return [{ export: label, name, path, symbol, node, type, refusal: MISSING }];
  }
  if (!(symbol.flags & ts.SymbolFlags.Value)) return [];
  const node = nodeOf(reading, symbol);
  const type = checker.getTypeOfSymbol(symbol);
  const base = { export: label, name, path, symbol, node, type };
  if (isTypeOnly(checker, exported)) {
    return type.getCallSignatures().length > 0 ? [{ ...base, refusal: TYPE_ONLY }] : [];
  }
  if (type.flags & ts.TypeFlags.Any) {
    reading.unresolved = true;
    return [{ ...base, refusal: UNTYPED }];
  }
  const own = ownForm(reading, base);
  if (own !== undefined) return own;
  const callable = type.getCallSignatures().length > 0;
  const isObject = !callable && !(symbol.flags & NAMED);
  return callablesOf(reading, isDefault && isObject ? { ...base, name: '' } : base);
}

/** What carries a name of its own: `export default class Api` is known as Api. */
const NAMED = ts.SymbolFlags.Class | NAMESPACE;
const TYPE_ONLY = {
  reason: 'it is exported as a type only, so there is nothing to call',
  hint: 'export it without the word type',
} as const;
const MISSING = {
  reason: 'the module it is re-exported from cannot be found',
  hint: 'check the path or install the package',
  unresolved: true,
} as const;
const UNTYPED = {
  reason: 'its type is any, so nothing is known about its parameters',
  hint: 'give it a type; if it comes from a package, install that package or its types',
} as const;

/** A default export is known by its own name, else by its file or package. */
function defaultName({ ref, entry }: Reading, symbol: ts.Symbol): string {
  const declared = symbol.valueDeclaration && ownName(symbol.valueDeclaration);
  if (declared !== undefined && ts.isIdentifier(declared)) return declared.text;
  if (ref.packageName !== undefined) return ref.packageName.replace(/^@[^/]*\//, '');
  return basename(entry.fileName).replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
}

/** Of `module.exports = function f() {}` it is the function's. */
function ownName(node: ts.Declaration): ts.DeclarationName | undefined {
  if (!ts.isBinaryExpression(node)) return ts.getNameOfDeclaration(node);
  const { right } = node;
  return ts.isFunctionExpression(right) || ts.isClassExpression(right) ? right.name : undefined;
}
