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
