// What the bench knows of a type: how it is written, JSON made to fit it, and what JSON decodes to in TypeScript.
import type { Json } from '../../../../src/model/schema.js';
import type { Random } from './random.js';

/**
 * How JSON is turned into TypeScript expressions. `closed`: a union's value is written for one of its written
 * members, checked against that member alone; `loose`: against the whole union, where the compiler also lets
 * pass what only another member declares; `lenient`: as closed, with the further forms that some codecs take
 * without announcing them; `published`: as closed, but members of a tuple that follow a rest may be of any of
 * the types from the rest on, which is all that JSON Schema can say of them.
 */
export type Mode = 'closed' | 'loose' | 'lenient' | 'published';

export interface Spec {
  /** The type as written; binds tighter than any operator around it. */
  readonly text: string;
  /** The type is `any` or `unknown`, which swallow every other member of a union, undefined too. */
  readonly open?: boolean;
  /** JSON made to fit. `fuel` bounds the depth of recursive types. */
  sample(random: Random, fuel: number): Json;
  /**
   * The expressions that `json` may stand for where this type is declared. The value fits when the compiler
   * accepts any of them. None: the value is refused by a rule of the bench, which says so where it stands.
   */
  decode(json: Json, mode: Mode): readonly string[];
}

/** Above so many expressions a value is not judged. */
export const MOST = 48;

/** The expression of a value that needs no decoding: JSON is TypeScript. */
export function raw(json: Json): readonly string[] {
  return [JSON.stringify(json)];
}

/** A type whose values are JSON as they are. */
export function plain(text: string, sample: Spec['sample']): Spec {
  return { text, sample, decode: raw };
}

/** The same values under another spelling of the type. */
export function spelled(spec: Spec, text: string): Spec {
  return { ...spec, text };
}

/** Each way to choose one expression per part; cut after one more than `MOST`. */
export function combined(parts: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let chosen: (readonly string[])[] = [[]];
  for (const part of parts) {
    chosen = chosen
      .flatMap((before) => part.map((expression) => [...before, expression]))
      .slice(0, MOST + 1);
  }
  return chosen;
}

/** An array literal whose items are decoded one by one. */
export function arrayOf(
  items: readonly Json[],
  decode: (item: Json, index: number) => readonly string[],
): readonly string[] {
  return combined(items.map(decode)).map((parts) => `[${parts.join(', ')}]`);
}

export function isRecord(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Text as a literal of TypeScript. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
