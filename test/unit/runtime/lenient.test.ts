// Text read as what the schema asks for, and results of no declared type made JSON.
import { describe, expect, it } from 'vitest';
import { relax } from '../../../templates/project/src/runtime/lenient.ts';
import { TOO_LARGE, toJson } from '../../../templates/project/src/runtime/serialise.ts';

const number = { type: 'number' };
const text = { type: 'string' };
const date = { type: 'string', format: 'date-time' };
const digits = { type: 'string', pattern: '^-?\\d+$' };
const object = (properties: object) => ({
  type: 'object',
  properties,
  additionalProperties: false,
});

describe('leniency', () => {
  it.each<[string, unknown, unknown, unknown]>([
    ['a number', '5', number, 5],
    ['an integer', ' -3 ', { type: 'integer' }, -3],
    ['an exponent', '1e3', number, 1000],
    ['no number', '5 apples', number, '5 apples'],
    ['an empty text', '', number, ''],
    ['a hexadecimal', '0x10', number, '0x10'],
    ['a boolean', 'true', { type: 'boolean' }, true],
    ['another word', 'yes', { type: 'boolean' }, 'yes'],
    ['null', 'null', { type: ['number', 'null'] }, null],
    ['text where text is allowed', '5', text, '5'],
    ['text where text is one of two', '5', { type: ['string', 'number'] }, '5'],
    ['text where text is one branch', '5', { anyOf: [number, text] }, '5'],
    ['a number in one branch', '5', { anyOf: [number, { type: 'null' }] }, 5],
    ['anything', '5', {}, '5'],
    ['milliseconds', 5, date, '1970-01-01T00:00:00.005Z'],
    ['milliseconds of no date', 9e15, date, 9e15],
    ['milliseconds where a number is allowed', 5, { anyOf: [date, number] }, 5],
    ['a bigint', 7, digits, '7'],
    ['no bigint', 1.5, digits, 1.5],
    ['a known bigint', 7, { type: 'string', enum: ['7', '8'] }, '7'],
    ['a number where text is', 5, text, 5],
    ['a literal number', '2', { enum: [1, 2] }, 2],
    ['a literal text', '2', { enum: ['1', '2'] }, '2'],
    ['a constant', 'true', { const: true }, true],
    ['an array', '["1", 2]', { type: 'array', items: number }, [1, 2]],
    ['a tuple', ['1', '2'], { type: 'array', prefixItems: [text, number] }, ['1', 2]],
    ['an object', '{"a":"1"}', object({ a: number }), { a: 1 }],
    ['a broken object', '{"a":', object({ a: number }), '{"a":'],
    ['a member', { a: '1', b: '2' }, object({ a: number, b: text }), { a: 1, b: '2' }],
    ['a record', { x: '1' }, { type: 'object', additionalProperties: number }, { x: 1 }],
    ['a member of no schema', { x: '1' }, object({}), { x: '1' }],
    [
      'a reference',
      { n: { n: '1' } },
      {
        $ref: '#/$defs/N',
        $defs: { N: object({ n: { anyOf: [{ $ref: '#/$defs/N' }, number] } }) },
      },
      { n: { n: 1 } },
    ],
  ])('%s', (_name, value, schema, expected) => {
    expect(relax(value, schema)).toEqual(expected);
  });

  it('keeps __proto__ a key like any other', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":"1"}}');
    const relaxed = relax(value, object({}));
    expect(JSON.stringify(relaxed)).toBe('{"__proto__":{"polluted":"1"}}');
    expect({}).not.toHaveProperty('polluted');
  });
});

it('follows a recursive union once per level, not twice', () => {
  const ref = { $ref: '#/$defs/Expr' };
  const binary = (op: string) => ({
    type: 'object',
    properties: { op: { const: op }, left: ref, right: ref },
  });
  const number = {
    type: 'object',
    properties: { op: { const: 'num' }, value: { type: 'number' } },
  };
  const schema = { ...ref, $defs: { Expr: { anyOf: [binary('add'), binary('sub'), number] } } };
  const nest = (leaf: unknown, depth: number): unknown =>
    depth === 0 ? leaf : { op: 'add', left: nest(leaf, depth - 1) };
  const text = nest({ op: 'num', value: '5' }, 40);
  expect(relax(text, schema)).toEqual(nest({ op: 'num', value: 5 }, 40));
});

describe('undescribed results', () => {
  class Point {
    constructor(
      readonly x: number,
      readonly y: number,
    ) {}
  }

  it.each<[string, unknown, unknown]>([
    ['nothing', undefined, undefined],
    ['a function', () => 1, undefined],
    ['infinity', { a: Infinity }, { a: null }],
    ['a hole', [undefined, 1], [null, 1]],
    ['dates', [new Date(0), new Date('x')], ['1970-01-01T00:00:00.000Z', null]],
    ['bytes', Buffer.from('hi'), 'aGk='],
    ['a Map with other keys', new Map([[1, 'a']]), [[1, 'a']]],
    ['a Map with names', new Map([['__proto__', 1]]), JSON.parse('{"__proto__":1}')],
    ['a class', new Point(1, 2), { x: 1, y: 2 }],
    ['its own form', { toJSON: () => ({ a: 1n }) }, { a: '1' }],
    ['a URL', new URL('https://a.example/'), 'https://a.example/'],
    ['an error', new TypeError('x'), { name: 'TypeError', message: 'x' }],
    ['a symbol member', { a: Symbol('s'), b: 1 }, { b: 1 }],
    ['the same thing twice', Array(2).fill({ a: 1 }), [{ a: 1 }, { a: 1 }]],
  ])('%s', (_name, value, expected) => {
    expect(toJson(value)).toEqual(expected);
  });

  it('end at the limit, also when a small value holds itself a billion times over', () => {
    const doubled = Array.from({ length: 30 }).reduce<unknown>((half) => [half, half], 'x');
    expect(() => toJson(doubled, 1000)).toThrow(TOO_LARGE);
    const text = JSON.stringify({ a: ['x', 1, null, true] });
    expect(toJson(JSON.parse(text), text.length)).toEqual(JSON.parse(text));
  });
});
