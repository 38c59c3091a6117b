// Where exported symbols are declared: the order they are listed in, and the node each is known by.
import type { ts } from 'ts-morph';
import type { Reading } from '../reading.js';

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
