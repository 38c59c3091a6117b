// Whether a JSON value is one that a type takes: what a default or an example has to be.
import {
  fold,
  type Json,
  type NumberNode,
  type ObjectNode,
  type SchemaNode,
  type StringNode,
} from './schema.js';
import { templatePattern } from './template-pattern.js';

/** Judges by the published schema; formats and recursive types are believed. */
export function fits(node: SchemaNode, value: Json): boolean {
  const each = (child: SchemaNode) => (item: Json) => fits(child, item);
  return fold<boolean>(node, {
    string: (found) => typeof value === 'string' && isText(found, value),
    number: (found) => typeof value === 'number' && isAmount(found, value),
    boolean: () => typeof value === 'boolean',
    null: () => value === null,
    enum: ({ values }) => values.some((known) => known === value),
    template: (found) =>
      typeof value === 'string' && new RegExp(templatePattern(found), 'u').test(value),
    array: ({ items, minItems = 0, maxItems = Infinity, uniqueItems = false }) =>
      isList(value) &&
      value.every(each(items)) &&
      isWithin(value.length, minItems, maxItems) &&
      !(uniqueItems && hasTwins(value)),
    tuple: ({ items, minItems, rest, tail = [] }) => {
      if (!isList(value) || value.length < minItems + tail.length) return false;
      if (rest === undefined && value.length > items.length) return false;
      return value.every((item, index) => {
        const at = items[index] ?? rest;
        return tail.length > 0 || at === undefined || fits(at, item);
      });
    },
    object: (found) => isRecord(value) && isMembers(found, value),
    record: ({ values }) => isRecord(value) && Object.values(value).every(each(values)),
    union: ({ options }) => options.some((option) => fits(option, value)),
    ref: () => true,
    unknown: ({ objectOnly }) => objectOnly !== true || isRecord(value),
    codec: ({ codec }) => codec === 'bigint' && typeof value === 'string' && /^-?\d+$/.test(value),
    map: ({ keys }) => keys.kind === 'string' && isRecord(value),
    set: ({ items }) =>
      isList(value) && (items ? value.every(each(items)) : value.length === 0) && !hasTwins(value),
    typed: ({ base }) => fits(base, value),
    instance: ({ json }) => fits(json, value),
  });
}

function isText(
  { pattern, minLength = 0, maxLength = Infinity }: StringNode,
  text: string,
): boolean {
  const { length } = [...text];
  const matches = pattern === undefined || new RegExp(pattern, 'u').test(text);
  return matches && isWithin(length, minLength, maxLength);
}

function isAmount(node: NumberNode, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, multipleOf } = node;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity, integer = false } = node;
  if (integer && !Number.isInteger(value)) return false;
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) return false;
  const isInside = value > exclusiveMinimum && value < exclusiveMaximum;
  return isInside && isWithin(value, minimum, maximum);
}

function isMembers(
  { properties, patterns = [], additional }: ObjectNode,
  value: { readonly [key: string]: Json },
): boolean {
  const known = new Set(properties.map(({ name }) => name));
  const isOpen = additional !== undefined || patterns.length > 0;
  return (
    properties.every(({ name, optional, undefinable, schema }) => {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      return member === undefined ? optional || undefinable === true : fits(schema, member);
    }) &&
    (isOpen || Object.keys(value).every((name) => known.has(name)))
  );
}

function isWithin(amount: number, least: number, most: number): boolean {
  return amount >= least && amount <= most;
}

function hasTwins(items: readonly Json[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size < items.length;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
