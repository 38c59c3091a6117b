// Whether a default or an example is a value of its type.
import { describe, expect, it } from 'vitest';
import { fits } from '../../../src/model/fits.js';
import type { Json, SchemaNode } from '../../../src/model/schema.js';

const string: SchemaNode = { kind: 'string' };
const number: SchemaNode = { kind: 'number' };
const pair: SchemaNode = { kind: 'tuple', items: [string, number], minItems: 1 };
const open: SchemaNode = { kind: 'tuple', items: [string], minItems: 1, rest: number };
const object: SchemaNode = {
  kind: 'object',
  properties: [
    { name: 'a', schema: string, optional: false },
    { name: 'b', schema: number, optional: true },
    { name: 'c', schema: number, optional: false, undefinable: true },
  ],
};

/** A type, values of it, and values that are none. */
type Row = readonly [string, SchemaNode, readonly Json[], readonly Json[]];

describe('fits', () => {
  it.each<Row>([
    ['text', string, ['', 'a'], [1, null, ['a']]],
    ['text of a form', { kind: 'string', pattern: '^a+$' }, ['aa'], ['b', '']],
    [
      'a length in characters',
      { kind: 'string', minLength: 1, maxLength: 2 },
      ['😀😀'],
      ['', 'abc'],
    ],
    ['a whole number', { kind: 'number', integer: true, minimum: 1 }, [1, 2], [0, 1.5, '1']],
    [
      'an open interval',
      { kind: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      [0.5],
      [0, 1],
    ],
    ['a multiple', { kind: 'number', multipleOf: 5 }, [0, -10], [7]],
    ['literals', { kind: 'enum', values: ['a', 1, true] }, ['a', 1, true], ['1', false]],
    ['a template', { kind: 'template', parts: ['id-', number] }, ['id-7'], ['id-x', '7']],
    ['a list', { kind: 'array', items: number, maxItems: 2 }, [[], [1, 2]], [[1, 2, 3], ['1'], 1]],
    [
      'a list without twins',
      { kind: 'array', items: object, uniqueItems: true },
      [[{ a: 'x' }, { a: 'y' }]],
      [[{ a: 'x' }, { a: 'x' }]],
    ],
    ['a tuple', pair, [['a'], ['a', 1]], [[], ['a', 'b'], ['a', 1, 2]]],
    ['a tuple with a rest', open, [['a'], ['a', 1, 2]], [['a', 'b'], [1]]],
    [
      'a closed object',
      object,
      [{ a: 'x' }, { a: 'x', b: 1, c: 2 }],
      [{}, { a: 1 }, { a: 'x', d: 1 }, ['a']],
    ],
    [
      'a member of every object',
      { kind: 'object', properties: [{ name: 'toString', schema: string, optional: false }] },
      [{ toString: 'x' }],
      [{}],
    ],
    ['a record', { kind: 'record', values: number }, [{}, { a: 1 }], [{ a: 'x' }, [1], null]],
    ['a union', { kind: 'union', options: [string, { kind: 'null' }] }, ['a', null], [1]],
    ['any object', { kind: 'unknown', objectOnly: true }, [{}], [[], null, 1]],
    ['a bigint', { kind: 'codec', codec: 'bigint' }, ['-12'], [12, '1.5', '']],
    ['a set', { kind: 'set', items: number }, [[1, 2]], [[1, 1], ['1'], {}]],
    ['a map by text', { kind: 'map', keys: string, values: number }, [{ a: 1 }], [[['a', 1]]]],
  ])('%s', (_title, node, values, others) => {
    expect(values.filter((value) => !fits(node, value))).toEqual([]);
    expect(others.filter((value) => fits(node, value))).toEqual([]);
  });
});
