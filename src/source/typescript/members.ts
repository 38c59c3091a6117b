// Callable members of exported objects, namespaces and classes.
import { ts } from 'ts-morph';
import type { Candidate } from './exports.js';
import { type Reading, resolved } from './reading.js';
import { isPrivate } from './symbols.js';

type Member = Pick<Candidate, 'symbol' | 'node' | 'type' | 'refusal' | 'written'> & {
  readonly name: string;
};

/** Members as candidates, named after what they belong to. */
export function members(base: Candidate, found: readonly Member[]): Candidate[] {
  return found.map(({ name, ...member }) => ({
    ...member,
    export: `${base.export}.${name}`,
    name: base.name === '' ? name : `${base.name}_${name}`,
    path: [...base.path, name],
  }));
}

/** What a namespace exports that can be called. */
export function namespaceMembers(reading: Reading, symbol: ts.Symbol): Member[] {
  return inSourceOrder(reading.entry, reading.checker.getExportsOfModule(symbol))
    .map((exported) => ({ name: exported.name, symbol: resolved(reading.checker, exported) }))
    .filter(({ symbol: target }) => target.flags & ts.SymbolFlags.Value)
    .flatMap(({ name, symbol: target }) => callable(reading, name, target));
}

/** Functions that are members of an exported object, where the source itself declares them. */
export function objectMembers(
  reading: Reading,
  own: ReadonlySet<ts.SourceFile>,
  { type }: Candidate,
): Member[] {
  if (!(type.flags & ts.TypeFlags.Object) || reading.checker.isArrayLikeType(type)) return [];
  return reading.checker
    .getPropertiesOfType(type)
    .filter((symbol) => isReachable(symbol) && declaredIn(own, symbol))
    .flatMap((symbol) =>
      callable(reading, symbol.name, meant(reading, symbol)).map((member) => ({
        ...member,
        written: nodeOf(reading, symbol),
      })),
    );
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

function isReachable(symbol: ts.Symbol): boolean {
  return !isPrivate(symbol) && !symbol.name.startsWith('_');
}

function callable(reading: Reading, name: string, symbol: ts.Symbol): Member[] {
  const type = reading.checker.getTypeOfSymbol(symbol);
  return type.getCallSignatures().length === 0
    ? []
    : [{ name, symbol, node: nodeOf(reading, symbol), type }];
}

/** Static methods can be served; instance methods are told how they could be. */
export function classMembers(
  reading: Reading,
  own: ReadonlySet<ts.SourceFile>,
  base: Candidate,
): Candidate[] {
  const statics = objectMembers(reading, own, base).filter(({ name }) => name !== 'prototype');
  const instance = reading.checker.getDeclaredTypeOfSymbol(base.symbol);
  const methods = objectMembers(reading, own, { ...base, type: instance }).map((member) => ({
    ...member,
    refusal: {
      reason: `it is a method of instances of the class ${base.name}`,
      hint: `export an instance (export const ${instanceName(base.name)} = new ${base.name}(…)) or a function that calls it`,
    },
  }));
  return [...members(base, statics), ...members(base, methods)];
}

function instanceName(name: string): string {
  const lower = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return lower === name ? `${name}Instance` : lower;
}

/** By place; the checker lists functions first. Files of `export *` follow, in the order met. */
export function inSourceOrder(entry: ts.SourceFile, symbols: readonly ts.Symbol[]): ts.Symbol[] {
  const placed = symbols.map((symbol) => {
    const [node] = symbol.declarations ?? [];
    return { symbol, file: node?.getSourceFile() ?? entry, position: node?.pos ?? 0 };
  });
  const files = [...new Set([entry, ...placed.map(({ file }) => file)])];
  return placed
    .sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.position - b.position)
    .map(({ symbol }) => symbol);
}

/** The declaration a symbol is known by. */
export function nodeOf(reading: Reading, symbol: ts.Symbol): ts.Node {
  return symbol.valueDeclaration ?? symbol.declarations?.[0] ?? reading.entry;
}
