// undefined in types: JSON has none, so it is told apart from the rest.
import { ts } from 'ts-morph';
import type { Walk } from './walk.js';

/** The type without undefined; itself when there is none in it. */
export function withoutUndefined({ reading }: Walk, type: ts.Type): ts.Type {
  if (!type.isUnion()) return type;
  const rest = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.VoidLike));
  const [only] = rest;
  if (rest.length === type.types.length) return type;
  if (rest.length === 1 && only !== undefined) return only;
  // The checker gives the named union back where there was one, which recursion is told by.
  return rest.some(({ flags }) => flags & ts.TypeFlags.Null)
    ? type
    : reading.checker.getNonNullableType(type);
}

/** Whether undefined is among a type's values. */
export function allowsUndefined(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => flags & ts.TypeFlags.VoidLike);
}
