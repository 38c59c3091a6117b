// What clients choke on in schemas, rule by rule.
import { describe, expect, it } from 'vitest';
import { schemaFindings } from '../../../src/doctor/schema-rules.ts';

const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
const recursive = {
  type: 'object',
  properties: { head: { $ref: '#/$defs/node' } },
  $defs: { node },
};

function told(inputSchema: unknown, outputSchema?: unknown): readonly string[] {
  const tool = { name: 't', inputSchema, ...(outputSchema !== undefined && { outputSchema }) };
  return schemaFindings(tool).map(({ severity, what }) => `${severity} ${what}`);
}

/** A root object with one property. */
const of = (value: unknown, more: object = {}) => ({
  type: 'object',
  properties: { value },
  ...more,
});

describe('a schema', () => {
  it.each([
    [
      'an object with everything that is fine',
      of({ anyOf: [{ type: 'string' }, { type: 'null' }], prefixItems: [{}], items: false }),
    ],
    [
      'properties that are called as keywords',
      of({}, { properties: { if: {}, items: {}, $ref: {}, definitions: {}, type: {} } }),
    ],
    [
      'data that looks like a schema',
      of({ default: { $ref: 'x', if: 1 }, const: { $ref: 'x' }, enum: [{ $ref: 'x' }] }),
    ],
    ['a schema that is true', of(true)],
  ])('%s', (_name, schema) => {
    expect(told(schema)).toEqual([]);
  });

  it.each([
    ['no object', 'x', ['FAIL inputSchema is no object']],
    ['no type', {}, ['FAIL inputSchema has no type "object" at its root']],
    ['a union', { type: 'object', oneOf: [{}] }, ['FAIL inputSchema has oneOf at its root']],
    [
      'a reference',
      of({ $ref: '#/$defs/a' }, { $defs: { a: {} } }),
      ['WARN inputSchema uses $ref, which several clients ignore'],
    ],
    [
      'a reference to nowhere',
      of({ $ref: '#/$defs/a' }),
      ['FAIL inputSchema has a $ref that leads nowhere: #/$defs/a'],
    ],
    [
      'a reference to a prototype',
      of({ $ref: '#/constructor' }),
      ['FAIL inputSchema has a $ref that leads nowhere: #/constructor'],
    ],
    [
      'a reference elsewhere',
      of({ $ref: 'https://x/y' }),
      ['FAIL inputSchema refers to another document by $ref'],
    ],
    ['itself', recursive, ['WARN inputSchema is recursive, which several clients do not follow']],
    [
      'its root in itself',
      of({ $ref: '#' }),
      ['WARN inputSchema is recursive, which several clients do not follow'],
    ],
    [
      'old tuples',
      of({ type: 'array', items: [{}, {}] }),
      ['WARN inputSchema spells tuples as items: [...] (draft-07)'],
    ],
    [
      'definitions',
      of({}, { definitions: { a: {} } }),
      ['WARN inputSchema keeps types in definitions (draft-07)'],
    ],
    [
      'conditions',
      of({}, { allOf: undefined, if: {}, else: {} }),
      [
        'FAIL inputSchema has allOf at its root',
        'WARN inputSchema uses if/then, which models do not follow',
      ],
    ],
  ])('with %s', (_name, schema, findings) => {
    expect(told(schema)).toEqual(findings);
  });

  it('of results that is recursive costs the whole list', () => {
    expect(told(of({}), recursive)).toEqual([
      'FAIL outputSchema is recursive: clients drop the whole list',
    ]);
    expect(told(of({}), { type: 'array' })).toEqual([
      'FAIL outputSchema has no type "object" at its root',
    ]);
  });

  it('that has no end is walked to one', () => {
    let deep: object = {};
    for (let depth = 0; depth < 50_000; depth += 1) deep = { items: deep };
    expect(told(of(deep))).toEqual(['WARN inputSchema nests deeper than 100 levels']);
    const wide = of(
      {},
      {
        properties: Object.fromEntries(
          Array.from({ length: 30_000 }, (_, i) => [`p${i}`, { $ref: '#' }]),
        ),
      },
    );
    expect(told(wide)).toHaveLength(1);
  });
});
