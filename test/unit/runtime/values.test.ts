// Values that JSON cannot hold: decoded from arguments, encoded into results, refused with words.
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { explain } from '../../../templates/project/src/runtime/issues.ts';
import { tool } from '../../../templates/project/src/runtime/tool.ts';
import * as values from '../../../templates/project/src/runtime/values.ts';
import { NO_PARTS } from '../../helpers/extra.ts';

const bytes = Uint8Array.of(1, 2, 255);

describe('codecs', () => {
  it.each<[string, z.ZodType, unknown, unknown, unknown]>([
    [
      'a date-time',
      values.date,
      '2024-01-02T03:04:05Z',
      new Date('2024-01-02T03:04:05Z'),
      '2024-01-02T03:04:05.000Z',
    ],
    [
      'an offset',
      values.date,
      '2024-01-02T03:04:05+02:00',
      new Date('2024-01-02T01:04:05Z'),
      '2024-01-02T01:04:05.000Z',
    ],
    ['a day', values.date, '2024-02-29', new Date('2024-02-29'), '2024-02-29T00:00:00.000Z'],
    [
      'a URL',
      values.url,
      'https://a.example/b',
      new URL('https://a.example/b'),
      'https://a.example/b',
    ],
    ['a RegExp', values.regexp, '^a+$', /^a+$/, '^a+$'],
    [
      'a bigint',
      values.bigint,
      '-12345678901234567890',
      -12345678901234567890n,
      '-12345678901234567890',
    ],
    ['bytes', values.uint8array, 'AQL/', bytes, 'AQL/'],
    ['a Buffer', values.buffer, 'AQL/', Buffer.from(bytes), 'AQL/'],
    ['an ArrayBuffer', values.arraybuffer, 'AQL/', bytes.buffer, 'AQL/'],
    [
      'a Map of strings',
      values.map(z.string(), values.date),
      { a: '1970-01-01' },
      new Map([['a', new Date(0)]]),
      { a: '1970-01-01T00:00:00.000Z' },
    ],
    [
      'a Map of numbers',
      values.map(z.number(), z.boolean()),
      [[1, true]],
      new Map([[1, true]]),
      [[1, true]],
    ],
    ['a Set', values.set(values.bigint), ['1', '2'], new Set([1n, 2n]), ['1', '2']],
    ['an enum', values.enumOf<'red' | 1>()(['red', 1]), 'red', 'red', 'red'],
  ])('carry %s in and out', (_name, schema, json, value, out) => {
    expect(schema.parse(json)).toEqual(value);
    expect(z.encode(schema, value)).toEqual(out);
  });

  it.each<[string, z.ZodType, unknown, RegExp]>([
    ['no date', values.date, 'tomorrow', /received "tomorrow"/],
    ['a day that is none', values.date, '2024-13-40', /expected/],
    ['milliseconds, which are for leniency to read', values.date, 5, /expected string, received 5/],
    ['no URL', values.url, 'b', /URL, received "b"/],
    ['a broken RegExp', values.regexp, '(', /expected a regular expression/],
    ['no digits', values.bigint, '1.5', /received "1.5"/],
    ['no base64', values.uint8array, '*', /base64/],
    ['no e-mail', z.email(), 'x', /expected email address, received "x"/],
    ['no pattern', z.string().regex(/^a/), 'x', /expected a string that must match pattern/],
    [
      'too few',
      z.array(z.number()).min(2),
      [1],
      /expected array to have >=2 items, received an array/,
    ],
    ['another option', values.enumOf()(['a', 2]), 'b', /expected one of "a"\|2, received "b"/],
    [
      'an option over two lines',
      z.literal(['\u2028', 'a']),
      'b',
      /^the value: expected one of ".+"\|"a", received "b"$/s,
    ],
    [
      'another text than a template',
      z.templateLiteral(['id-', z.number()]),
      'id-x',
      /^the value: expected a string that matches \^id-.+, received "id-x"$/,
    ],
    [
      'a branch that fits nowhere',
      values.oneOf([z.number(), z.strictObject({ a: z.number() })]),
      'x',
      /expected number or object, received "x"/,
    ],
    [
      'a member of the nearest branch',
      z.union([z.string(), z.strictObject({ a: z.number() })]),
      { a: 'x' },
      /^a: expected number, received "x"$/,
    ],
  ])('refuse %s', (_name, schema, json, words) => {
    const { error } = schema.safeParse(json);
    expect(explain(error?.issues ?? [], json)).toMatch(words);
  });

  it('keep the types of what they hold', () => {
    expectTypeOf<z.output<typeof values.date>>().toEqualTypeOf<Date>();
    const map = values.map(z.string(), values.date);
    expectTypeOf<z.output<typeof map>>().toEqualTypeOf<Map<string, Date>>();
    const either = values.oneOf([z.strictObject({ a: z.number() }), z.string()]);
    expectTypeOf<z.output<typeof either>>().toEqualTypeOf<{ a: number } | string>();
  });
});

describe('results', () => {
  const returned = async (output: z.ZodType, value: unknown) => {
    const prepared = await tool({
      name: 't',
      input: z.strictObject({}),
      output,
      call: () => value,
    }).prepare({});
    if ('issues' in prepared) throw new Error('refused');
    const signal = new AbortController().signal;
    const report = { progress: () => {}, log: () => {} };
    return prepared.run({
      ...NO_PARTS,
      signal,
      caller: 'me',
      clientCapabilities: {},
      maxResultBytes: 1_048_576,
      ...report,
    });
  };

  it('keep what is declared and nothing else', async () => {
    const shape = z.object({ at: values.date, tags: z.array(z.object({ id: z.number() })) });
    const value = { at: new Date(0), secret: 1, tags: [{ id: 1, secret: 2 }] };
    const json = { at: '1970-01-01T00:00:00.000Z', tags: [{ id: 1 }] };
    expect(await returned(shape, value)).toEqual({ value: json });
  });

  it('lose nothing declared in a union without a discriminator', async () => {
    const [small, large] = [
      z.object({ a: z.number() }),
      z.object({ a: z.number(), at: values.date }),
    ];
    const value = { a: 1, at: new Date(0), secret: 2 };
    const json = { a: 1, at: '1970-01-01T00:00:00.000Z' };
    expect(await returned(values.oneOf([small, large]), value)).toEqual({ value: json });
    expect(await returned(values.oneOf([large, small]), value)).toEqual({ value: json });
  });

  it.each([
    [
      z.object({ result: z.number() }),
      { result: Number.NaN },
      'result: expected number, received NaN',
    ],
    [
      z.object({ result: z.number() }),
      { result: Number.POSITIVE_INFINITY },
      'result: expected number, received Infinity',
    ],
    [
      z.object({ at: values.date }),
      { at: new Date('x') },
      'at: expected date, received an invalid Date',
    ],
    [z.object({ a: z.string() }), undefined, 'the value: expected object, received nothing'],
  ])('name what breaks the declared type', async (output, value, words) => {
    const result = await returned(output, value);
    if ('value' in result) throw new Error('accepted');
    expect(explain(result.issues, result.raw)).toBe(words);
  });
});
