// Small questions about symbols and declarations.
import { ts } from 'ts-morph';

/** The modifiers of a symbol's declaration; none when it has no declaration (mapped types). */
export function ownModifiers(symbol: ts.Symbol): ts.ModifierFlags {
  const [declaration] = symbol.declarations ?? [];
  return declaration === undefined
    ? ts.ModifierFlags.None
    : ts.getCombinedModifierFlags(declaration);
}
