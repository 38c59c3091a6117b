// Whether one type takes every JSON value that another takes: words aside, and `no` when in doubt.
import { codecRow } from './codecs.js';
import {
  fold,
  type NumberNode,
  type ObjectNode,
  type PropertyNode,
  type SchemaNode,
  type StringNode,
} from './schema.js';
import { children } from './walk.js';

/** True when whatever `narrow` accepts is accepted by `wide`, too. */
export function covers(wide: SchemaNode, narrow: SchemaNode): boolean {
  if (narrow.kind === 'union') return narrow.options.every((option) => covers(wide, option));
  if (narrow.kind === 'typed') return covers(wide, narrow.base);
  if (sameType(wide, narrow)) return true;
  const alike = () => false;
  return fold(wide, {
    string: (node) => isFree(node) && isText(narrow),
    number: (node) => isFree(node) && (narrow.kind === 'number' || isEnumOf(narrow, 'number')),
    boolean: () => isEnumOf(narrow, 'boolean'),
    null: alike,
    enum: ({ values }) =>
      narrow.kind === 'enum' && narrow.values.every((value) => values.includes(value)),
    template: alike,
    array: (node) =>
      node.minItems === undefined &&
      node.maxItems === undefined &&
      node.uniqueItems !== true &&
      itemsOf(narrow)?.every((item) => covers(node.items, item)) === true,
    tuple: alike,
    object: (node) => narrow.kind === 'object' && coversMembers(node, narrow),
    record: ({ keys, values }) =>
      keys === undefined && membersOf(narrow)?.every((member) => covers(values, member)) === true,
    union: ({ options }) => options.some((option) => covers(option, narrow)),
    ref: alike,
    unknown: ({ objectOnly }) => objectOnly !== true || membersOf(narrow) !== undefined,
    codec: alike,
    map: alike,
    set: alike,
    typed: ({ base }) => covers(base, narrow),
    instance: alike,
  });
}

/** Whether an object with these members may be given wherever one with those of `narrow` may. */
export function coversMembers(wide: ObjectNode, narrow: ObjectNode): boolean {
  const { additional } = wide;
  const open = narrow.additional;
  if (narrow.patterns !== undefined) return false;
  if (open !== undefined && (additional === undefined || !covers(additional, open))) return false;
  const given = new Map(narrow.properties.map((property) => [property.name, property]));
  const known = new Set(wide.properties.map(({ name }) => name));
  return (
    wide.properties.every((property) => coversMember(property, given.get(property.name))) &&
    narrow.properties.every(
      ({ name, schema }) =>
        known.has(name) || (additional !== undefined && covers(additional, schema)),
    )
  );
}

function coversMember(wide: PropertyNode, narrow: PropertyNode | undefined): boolean {
  const absent = wide.optional || wide.undefinable === true;
  if (narrow === undefined) return absent;
  const mayBeAbsent = narrow.optional || narrow.undefinable === true;
  return (absent || !mayBeAbsent) && covers(wide.schema, narrow.schema);
}

/** Equal but for descriptions, defaults and the like. */
export function sameType(a: SchemaNode, b: SchemaNode): boolean {
  return a === b || typeText(a) === typeText(b);
}

const WORDS = new Set(['description', 'title', 'deprecated', 'default', 'examples']);

function typeText(node: SchemaNode): string {
  return JSON.stringify(node, function (this: unknown, key, value: unknown) {
    // Only nodes have words: an array's members are found under numbers, a property's under `schema`.
    const isWord = WORDS.has(key) && typeof this === 'object' && this !== null && 'kind' in this;
    return isWord ? undefined : value;
  });
}

/** Without constraints. */
function isFree(node: StringNode | NumberNode): boolean {
  return Object.keys(node).every((key) => key === 'kind' || WORDS.has(key));
}

/** What travels as a JSON string, whatever it is read as. */
function isText(node: SchemaNode): boolean {
  return (
    node.kind === 'string' ||
    node.kind === 'template' ||
    (node.kind === 'codec' && codecRow(node.codec).schema.type === 'string') ||
    isEnumOf(node, 'string')
  );
}

function isEnumOf(node: SchemaNode, type: 'string' | 'number' | 'boolean'): boolean {
  return node.kind === 'enum' && node.values.every((value) => typeof value === type);
}

function itemsOf(node: SchemaNode): readonly SchemaNode[] | undefined {
  if (node.kind !== 'array' && node.kind !== 'set' && node.kind !== 'tuple') return undefined;
  return children(node);
}

/** The values of everything that is a JSON object. */
function membersOf(node: SchemaNode): readonly SchemaNode[] | undefined {
  if (node.kind === 'record') return [node.values];
  if (node.kind === 'map' && node.keys.kind === 'string') return [node.values];
  if (node.kind === 'unknown' && node.objectOnly) return [{ kind: 'unknown' }];
  if (node.kind !== 'object') return undefined;
  const byPattern = (node.patterns ?? []).map(({ values }) => values);
  const own = [...node.properties.map(({ schema }) => schema), ...byPattern];
  return node.additional === undefined ? own : [...own, node.additional];
}
