// Small questions about symbols and declarations.
import { ts } from 'ts-morph';

/** The modifiers of a symbol's declaration; none when it has no declaration (mapped types). */
function ownModifiers(symbol: ts.Symbol): ts.ModifierFlags {
  const [declaration] = symbol.declarations ?? [];
  return declaration === undefined
    ? ts.ModifierFlags.None
    : ts.getCombinedModifierFlags(declaration);
}

/** Private and protected members, by keyword or by `#`. */
export function isPrivate(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return /^(?:__)?#/.test(symbol.name) || (ownModifiers(symbol) & hidden) !== 0;
}

/** A file as a module; the checker itself knows no symbol for some CommonJS files. */
export function moduleSymbol(checker: ts.TypeChecker, file: ts.SourceFile): ts.Symbol | undefined {
  return checker.getSymbolAtLocation(file) ?? (isBound(file) ? file.symbol : undefined);
}

function isBound(file: ts.SourceFile): file is ts.SourceFile & { readonly symbol: ts.Symbol } {
  return 'symbol' in file && file.symbol !== undefined;
}

/** Exported or imported by `export type` or `import type` on its way: nothing of it exists at run time. */
export function isTypeOnly(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const seen = new Set<ts.Symbol>();
  for (let next: ts.Symbol | undefined = symbol; next !== undefined; ) {
    if (seen.has(next)) return false;
    seen.add(next);
    const [node]: readonly ts.Node[] = next.declarations ?? [];
    if (node === undefined) return false;
    if (ts.isTypeOnlyImportOrExportDeclaration(node)) return true;
    next = aliased(checker, node);
  }
  return false;
}

/** One step along a chain of imports and exports. */
function aliased(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  if (ts.isImportClause(node)) return member(checker, node.parent.moduleSpecifier, 'default');
  if (!ts.isImportSpecifier(node) && !ts.isExportSpecifier(node)) return undefined;
  const isImport = ts.isImportSpecifier(node);
  const from = isImport ? node.parent.parent.parent : node.parent.parent;
  if (from.moduleSpecifier === undefined) {
    return isImport ? undefined : checker.getExportSpecifierLocalTargetSymbol(node);
  }
  return member(checker, from.moduleSpecifier, (node.propertyName ?? node.name).text);
}

function member(
  checker: ts.TypeChecker,
  specifier: ts.Expression,
  name: string,
): ts.Symbol | undefined {
  const module = checker.getSymbolAtLocation(specifier);
  return module && checker.tryGetMemberInModuleExports(name, module);
}

/** Reading it gives undefined, whatever its type says. */
export function isWriteOnly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.length > 0 && declarations.every(ts.isSetAccessorDeclaration);
}
