// Finds what a module exports that can be called, in source order.
import { basename } from 'node:path';
import { ts } from 'ts-morph';
import {
  classMembers,
  inSourceOrder,
  members,
  namespaceMembers,
  nodeOf,
  objectMembers,
} from './members.js';
import { ownFiles, type Reading, resolved } from './reading.js';
import { moduleSymbol } from './symbols.js';

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
  /** Where else its doc comment may stand: the property of an object it is a member of. */
  readonly written?: ts.Node;
  /** Set when its form cannot be served. */
  readonly refusal?: { readonly reason: string; readonly hint: string; readonly unresolved?: true };
}

/** Every callable export of the entry. */
export function candidatesOf(reading: Reading): Candidate[] {
  const { checker, entry } = reading;
  const module = moduleSymbol(checker, entry);
  if (module === undefined) return [];
  const own = new Set(ownFiles(reading));
  const assigned = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const named = inSourceOrder(entry, checker.getExportsOfModule(module))
    .filter(({ name }) => name !== ts.InternalSymbolName.ExportEquals)
    .flatMap((symbol) =>
      exportCandidates(reading, own, symbol, memberPath(reading, assigned, symbol)),
    );
  if (assigned === undefined) return named;
  const known = new Set(named.map(({ name }) => name));
  return [...whole(reading, assigned).filter(({ name }) => !known.has(name)), ...named];
}

/** An `export =` in declarations is only safely reached as the default import. */
function memberPath(
  { entry }: Reading,
  assigned: ts.Symbol | undefined,
  { name }: ts.Symbol,
): readonly string[] {
  return assigned !== undefined && entry.isDeclarationFile ? ['default', name] : [name];
}

/** `export = f`, `module.exports = f`: the module itself is the function, or the object of them. */
function whole(reading: Reading, assigned: ts.Symbol): Candidate[] {
  const symbol = resolved(reading.checker, assigned);
  const type = reading.checker.getTypeOfSymbol(symbol);
  const node = nodeOf(reading, symbol);
  const base = { export: 'default', name: '', path: ['default'], symbol, node, type };
  const inside = objectMembers(reading, new Set(ownFiles(reading)), base);
  const found = members(base, inside).map((member) => asNamed(reading, member));
  if (type.getCallSignatures().length === 0) return found;
  return [{ ...base, name: defaultName(reading, symbol) }, ...found];
}

/** The user's own CommonJS module has its members as named exports, too, once it is built in. */
function asNamed({ ref, entry }: Reading, member: Candidate): Candidate {
  return ref.packageName !== undefined || entry.isDeclarationFile
    ? member
    : { ...member, export: member.name, path: [member.name] };
}

function exportCandidates(
  reading: Reading,
  own: ReadonlySet<ts.SourceFile>,
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
  if (type.flags & ts.TypeFlags.Any) {
    reading.unresolved = true;
    return [{ ...base, refusal: UNTYPED }];
  }
  if (type.getCallSignatures().length > 0) {
    return [
      base,
      ...(symbol.flags & NAMESPACE ? members(base, namespaceMembers(reading, symbol)) : []),
    ];
  }
  if (symbol.flags & ts.SymbolFlags.Class) return classMembers(reading, own, base);
  if (symbol.flags & NAMESPACE) return members(base, namespaceMembers(reading, symbol));
  return members(isDefault ? { ...base, name: '' } : base, objectMembers(reading, own, base));
}

const NAMESPACE = ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule;
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
  const declared = symbol.valueDeclaration && ts.getNameOfDeclaration(symbol.valueDeclaration);
  if (declared !== undefined && ts.isIdentifier(declared) && declared.text !== 'exports') {
    return declared.text;
  }
  if (ref.packageName !== undefined) return ref.packageName.replace(/^@[^/]*\//, '');
  return basename(entry.fileName).replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
}
