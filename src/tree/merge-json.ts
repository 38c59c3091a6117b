// Puts our keys into a JSON file that is otherwise the user's.
import type { Json } from '../model/schema.js';
import { parseJson } from './manifest.js';

type JsonObject = { readonly [key: string]: Json };

export interface MergeInput {
  readonly disk: string;
  /** JSON text of an object: our keys and their values now. */
  readonly ours: string;
  /** What we wrote last time; absent when the file was never ours. */
  readonly own: JsonObject | undefined;
  /** Our value wins where the user has another one. */
  readonly force: boolean;
}

/**
 * The merged text, or undefined when it is no JSON object or the user holds one of our keys. A key of
 * ours that the user changed since stays so; one that is ours no longer is removed. Objects are merged
 * member by member, arrays are one value. Order, indentation and the last newline stay.
 */
export function mergeJson({ disk, ours, own, force }: MergeInput): string | undefined {
  const theirs = parseJson(disk);
  const wanted = parseJson(ours);
  if (!isObject(theirs) || !isObject(wanted)) return undefined;
  if (own === undefined && !force && clashes(theirs, wanted)) return undefined;
  const merged = mergeObject(theirs, wanted, own ?? {}, force);
  return isSame(merged, theirs) ? disk : formatLike(disk, merged);
}

function mergeObject(
  theirs: JsonObject,
  ours: JsonObject,
  own: JsonObject,
  force: boolean,
): JsonObject {
  const merged = new Map<string, Json>();
  for (const [key, value] of Object.entries(theirs)) {
    const result = mergeMember(value, memberOf(ours, key), memberOf(own, key), force);
    if (result !== undefined) merged.set(key, result);
  }
  for (const [key, value] of Object.entries(ours)) {
    if (!Object.hasOwn(theirs, key)) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** The member's value, or undefined when it goes. */
function mergeMember(
  theirs: Json,
  ours: Json | undefined,
  own: Json | undefined,
  force: boolean,
): Json | undefined {
  if (isObject(theirs) && (isObject(ours) || isObject(own))) {
    const merged = mergeObject(theirs, isObject(ours) ? ours : {}, isObject(own) ? own : {}, force);
    return ours === undefined && Object.keys(merged).length === 0 ? undefined : merged;
  }
  if (ours === undefined) return own !== undefined && isSame(theirs, own) ? undefined : theirs;
  const isUsers = own !== undefined && !isSame(theirs, own);
  return isUsers && !force ? theirs : ours;
}

function clashes(theirs: JsonObject, ours: JsonObject): boolean {
  return Object.entries(ours).some(([key, value]) => {
    const other = memberOf(theirs, key);
    if (other === undefined) return false;
    return isObject(other) && isObject(value) ? clashes(other, value) : !isSame(other, value);
  });
}

function memberOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal, order of keys included: both come from the same two texts. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function formatLike(text: string, value: JsonObject): string {
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  return JSON.stringify(value, null, indent) + (/\n\s*$/.test(text) ? '\n' : '');
}
