// `export * from` what cannot be found: exports nobody can name, so the module is named.
import { ts } from 'ts-morph';
import { ownFiles, type Reading } from './reading.js';

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
