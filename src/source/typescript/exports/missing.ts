// What `export * from` does not pass on: modules that are not there, names that several modules have.
import { ts } from 'ts-morph';
import { ownFiles, type Reading, resolved } from '../reading.js';

/** A statement that passes on the exports of a module that is not there. */
export type Star = ts.ExportDeclaration & { readonly moduleSpecifier: ts.Expression };

/** Those of the entry and of the own files whose exports it passes on. */
export function missingStars(reading: Reading): Star[] {
  const own = new Set(ownFiles(reading));
  const files = new Set([reading.entry]); // grows while it is walked
  const found: Star[] = [];
  for (const file of files) {
    for (const star of file.statements.filter(isStar)) {
      const target = reading.checker.getSymbolAtLocation(star.moduleSpecifier);
      const next = target?.declarations?.find(ts.isSourceFile);
      if (target === undefined) found.push(star);
      else if (next !== undefined && own.has(next)) files.add(next);
    }
  }
  return found;
}

function isStar(node: ts.Statement): node is Star {
  const isExport = ts.isExportDeclaration(node) && node.exportClause === undefined;
  return isExport && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier);
}

/** Names that several `export *` of the entry pass on, each with another meaning: at run time there are none. */
export function ambiguousNames({ checker, entry }: Reading): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const seen = new Map<string, { readonly symbol: ts.Symbol; readonly from: string }>();
  const own = checker.getSymbolAtLocation(entry)?.exports;
  for (const star of entry.statements.filter(isStar)) {
    const module = checker.getSymbolAtLocation(star.moduleSpecifier);
    const from = star.moduleSpecifier.getText();
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const { name } = exported;
      const symbol = resolved(checker, exported);
      const other = seen.get(name);
      if (other === undefined) seen.set(name, { symbol, from });
      else if (other.symbol !== symbol && own?.has(exported.escapedName) !== true)
        found.set(name, `${other.from} and ${from}`);
    }
  }
  found.delete('default');
  return found;
}
