// Names types that have no exported name: a way from the wrapped function's signature to the place.
import type { Delivery } from '../model/module.js';
import { isIdentifier, member } from './helpers.js';

/** A TypeScript type expression, and whether it is one option of a union (then it needs narrowing). */
export interface TypePath {
  readonly code: string;
  readonly inUnion: boolean;
}

/** The function itself: `typeof lib.paint`, `(typeof lib)["odd name"]`. */
export function functionType(root: string, path: readonly string[]): string {
  return path.every(isIdentifier)
    ? `typeof ${member(root, path)}`
    : memberType(`(typeof ${root})`, path);
}

/** The type of a member: `Store["find"]`. */
export function memberType(type: string, path: readonly string[]): string {
  return path.reduce((code, name) => `${code}[${JSON.stringify(name)}]`, type);
}

export function parameterPath(fn: string, index: number): TypePath {
  return { code: `Parameters<${fn}>[${index}]`, inUnion: false };
}

/** What a function's result publishes, before it is wrapped. */
export function resultPath(fn: string, delivery?: Delivery): TypePath | undefined {
  const code = `Awaited<ReturnType<${fn}>>`;
  const returned = { code, inUnion: false };
  switch (delivery?.kind) {
    case undefined:
    case 'awaited':
      return returned;
    case 'items':
      return { code: `iterables.CollectedOf<${code}>`, inUnion: false };
    case 'last':
      return { code: `iterables.FinishedOf<${code}>`, inUnion: false };
    case 'outcome':
      return delivery.value === undefined
        ? optionPath(returned)
        : propertyPath(optionPath(returned), delivery.value);
    default:
      return undefined;
  }
}

export function propertyPath(from: TypePath | undefined, name: string): TypePath | undefined {
  const key = JSON.stringify(name);
  return step(from, `{ ${key}?: unknown }`, key);
}

/** The items of an array, or the one at `index` of a tuple. */
export function itemPath(from: TypePath | undefined, index?: number): TypePath | undefined {
  return step(from, 'readonly unknown[]', index === undefined ? 'number' : String(index));
}

/** The keys of a Map. */
export function keyPath(from: TypePath | undefined): TypePath | undefined {
  return from && { code: `values.KeyOf<${from.code}>`, inUnion: false };
}

/** The values of a Map or a record, the items of a Set. */
export function valuePath(from: TypePath | undefined): TypePath | undefined {
  return from && { code: `values.ItemOf<${from.code}>`, inUnion: false };
}

/** One option of a union; `guard` is a type that only this one fits. */
export function optionPath(from: TypePath | undefined, guard?: string): TypePath | undefined {
  if (from === undefined) return undefined;
  return guard === undefined
    ? { code: from.code, inUnion: true }
    : { code: `Extract<${from.code}, ${guard}>`, inUnion: false };
}

/** The enum at this place, without what surrounds it in the type. */
export function enumPath(from: TypePath): string {
  return from.inUnion ? `Extract<${from.code}, string | number>` : `NonNullable<${from.code}>`;
}

function step(from: TypePath | undefined, guard: string, index: string): TypePath | undefined {
  if (from === undefined) return undefined;
  const base = from.inUnion ? `Extract<${from.code}, ${guard}>` : `NonNullable<${from.code}>`;
  return { code: `${base}[${index}]`, inUnion: false };
}
