import { z } from 'zod';
import { moveInput } from './moves.ts';

export { moveInput };

export const GreetSchema = z.object({ name: z.string().min(2), loud: z.boolean().default(false) });

/** Greets. */
export function greet(input: { name: string; loud: boolean }): string {
  return input.loud ? `HELLO ${input.name}` : `hello ${input.name}`;
}

/** Its schema is named after it and stands in another file. */
export function move(x: number, y: number, fast?: boolean): string {
  return `${x},${y} ${fast}`;
}

export const parseInputSchema = z.object({ at: z.coerce.date(), raw: z.string().regex(/^[a-z]+$/i) });

/**
 * Its schema coerces.
 * @param input.raw Letters only.
 */
export const parse = ({ at, raw }: { at: Date; raw: string }): string => `${at.getTime()} ${raw}`;

export const readSchema = z.object({ path: z.string() });

/** A schema of the same name that makes something else is not meant for it. */
export function read(count: number): number {
  return count;
}

export const loosenedSchema = z.looseObject({ id: z.number().int() });

/** What takes more than it names stays below a property of its own. */
export function loosened(input: { id: number; [rest: string]: unknown }): string {
  return Object.keys(input).join();
}

export const bag = { inner: z.object({ a: z.string() }) };
