// Shapes that zod has no word for.
import { z } from 'zod';

/** Stands for a member named `__proto__` in a schema: zod would set the prototype instead. */
export const PROTO = '"__proto__"';

type Members<T> = { [K in keyof T as K extends typeof PROTO ? '__proto__' : K]: T[K] };

/**
 * An object with members named like those that every object inherits (`constructor`, `__proto__`):
 * only its own ones count, and the function gets an object that inherits none.
 */
export function own<T extends z.ZodType<object>>(schema: T) {
  const checked = z.codec(z.unknown(), schema, {
    decode: (json) => rename<z.input<T>>(json, '__proto__', PROTO),
    encode: (json) => rename<unknown>(json, PROTO, '__proto__'),
  });
  return z.codec(checked, z.custom<Members<z.output<T>>>(), {
    decode: (value) => rename<Members<z.output<T>>>(value, PROTO, '__proto__'),
    encode: (value) => rename<z.output<T>>(value, '__proto__', PROTO),
  });
}

/** A copy without a prototype; `__proto__` is a key like any other in it. */
function rename<T>(value: unknown, from: string, to: string): T {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  const copy = isPlain ? Object.create(null) : value;
  if (!isPlain) return copy;
  for (const [key, member] of Object.entries(value)) copy[key === from ? to : key] = member;
  return copy;
}

/** Any object, published as it is. */
export const anyObject = z.custom<NonNullable<unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'Invalid input: expected object' },
);

/** For arrays whose items differ from each other. */
export function unique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size === items.length;
}
