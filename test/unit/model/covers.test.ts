// Whether one type takes whatever another takes: sides of it that must hold, and doubts that must say no.
import { describe, expect, it } from 'vitest';
import { covers } from '../../../src/model/covers.js';
import type { ObjectNode, SchemaNode } from '../../../src/model/schema.js';

const string: SchemaNode = { kind: 'string' };
const number: SchemaNode = { kind: 'number' };
const short: SchemaNode = { kind: 'string', maxLength: 3 };
const date: SchemaNode = { kind: 'codec', codec: 'date' };
const letters: SchemaNode = { kind: 'enum', values: ['a', 'b'] };
const either: SchemaNode = { kind: 'union', options: [string, number] };
const anything: SchemaNode = { kind: 'unknown' };
const anyObject: SchemaNode = { kind: 'unknown', objectOnly: true };
const list = (items: SchemaNode, rest: object = {}): SchemaNode => ({
  kind: 'array',
  items,
  ...rest,
});
const record = (values: SchemaNode): SchemaNode => ({ kind: 'record', values });
const object = (members: Record<string, SchemaNode>, rest: Partial<ObjectNode> = {}) =>
  ({
    kind: 'object',
    properties: Object.entries(members).map(([name, schema]) => ({
      name: name.replace('?', ''),
      schema,
      optional: name.endsWith('?'),
    })),
    ...rest,
  }) satisfies ObjectNode;

describe('covers', () => {
  it.each<[string, SchemaNode, SchemaNode]>([
    ['a type and itself with other words', string, { kind: 'string', description: 'a name' }],
    ['text and text with a limit', string, short],
    ['text and literals of text', string, letters],
    ['text and a value that travels as text', string, date],
    ['numbers and literals of numbers', number, { kind: 'enum', values: [1, 2] }],
    ['literals and fewer of them', letters, { kind: 'enum', values: ['b'] }],
    ['a union and each of its options', either, number],
    ['a union and one of the same options', either, { kind: 'union', options: [number, string] }],
    ['a list and a tuple', list(string), { kind: 'tuple', items: [letters, string], minItems: 2 }],
    ['a list and a set', list(string), { kind: 'set', items: string }],
    ['an object and one with less missing', object({ 'a?': string }), object({ a: string })],
    ['an object and one without what may be absent', object({ 'a?': string }), object({})],
    ['an open object and more members', object({}, { additional: string }), object({ a: letters })],
    ['a record and an object', record(string), object({ a: letters, b: short })],
    ['anything and a list', anything, list(string)],
    ['any object and a record', anyObject, record(number)],
  ])('%s', (_title, wide, narrow) => expect(covers(wide, narrow)).toBe(true));
});

describe('does not cover', () => {
  it.each<[string, SchemaNode, SchemaNode]>([
    ['a limit and any text', short, string],
    ['literals and any text', letters, string],
    ['literals and one that is none of them', letters, { kind: 'enum', values: ['c'] }],
    ['text and numbers', string, number],
    ['a date and text', date, string],
    ['an option and the union', string, either],
    ['a list with a length and one without', list(string, { minItems: 1 }), list(string)],
    ['a list and one of other items', list(number), list(string)],
    [
      'a list and a tuple with another member',
      list(string),
      {
        kind: 'tuple',
        items: [string, number],
        minItems: 2,
      },
    ],
    ['a needed member and one that may be absent', object({ a: string }), object({ 'a?': string })],
    ['a closed object and more members', object({ a: string }), object({ a: string, b: string })],
    ['a closed object and an open one', object({}), object({}, { additional: string })],
    ['a record and a member of another type', record(string), object({ a: string, b: number })],
    ['any object and a list', anyObject, list(string)],
    ['an object and anything', anyObject, anything],
  ])('%s', (_title, wide, narrow) => expect(covers(wide, narrow)).toBe(false));
});
