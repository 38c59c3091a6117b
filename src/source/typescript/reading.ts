// What one reading of a source knows: the checker, the source's own files, where things stand.
import { relative, sep } from 'node:path';
import { ts } from 'ts-morph';
import type { Diagnostic, Severity } from '../../model/diagnostic.js';
import type { SourceRef } from '../../model/module.js';
import { packageFolder, type Scope } from './program/project.js';
import { isInPackage, type LeftOut } from './program/resolution.js';

export interface Reading {
  readonly ref: SourceRef;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly entry: ts.SourceFile;
  /** What the entry exports, by name; aliases followed. */
  readonly exports: ReadonlyMap<string, ts.Symbol>;
  /** Exported types by symbol, as generated code may name them. */
  readonly exported: ReadonlyMap<ts.Symbol, string>;
  readonly scope: Scope;
  /** Imports of packages that were not followed. */
  readonly leftOut: readonly LeftOut[];
  /** Something's type could not be found: all packages and the browser's globals may help. */
  unresolved: boolean;
}

/** Names nothing that is declared: an import that does not resolve, an unknown global. */
export function isUnresolved(type: ts.Type): boolean {
  return 'intrinsicName' in type && type.intrinsicName === 'error';
}

/** The source's own files: the user's for a module, the package's for an installed package. */
export function ownFiles({ program, entry, ref }: Reading): ts.SourceFile[] {
  const inside = ref.packageName === undefined ? undefined : packageFolder(entry.fileName);
  return program.getSourceFiles().filter(({ fileName }) => {
    return inside === undefined ? !isInPackage(fileName) : fileName.startsWith(inside);
  });
}

/** Where a node stands; the file relative to the source package's folder, POSIX. */
export function placeOf(reading: Reading, node: ts.Node): { file: string; line: number } {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source, false));
  return { file: relativeFile(reading, source.fileName), line: line + 1 };
}

export function relativeFile({ ref }: Reading, path: string): string {
  return relative(ref.packageDir, path).split(sep).join('/');
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly node?: ts.Node;
}

export function diagnose(reading: Reading, finding: Finding, fallback: ts.Node): Diagnostic {
  const { node, code, severity, message, hint } = finding;
  // What a dependency declares is mended where it is used.
  const near = node?.getSourceFile().isDeclarationFile === true ? undefined : node;
  const place = placeOf(reading, near ?? fallback);
  return { code, severity, ...place, message, ...(hint === undefined ? {} : { hint }) };
}

/** The name after `import`-style wrapping: what a symbol's alias chain ends in. */
export function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
