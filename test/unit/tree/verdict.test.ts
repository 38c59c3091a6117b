// The gate's verdicts: STALE, EDITED, and SURFACE tool by tool.
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/tree/file-tree.js';
import { check } from '../../../src/tree/verdict.js';

type Properties = Record<string, unknown>;

function tool(name: string, properties: Properties, required: string[], more: object = {}): object {
  const inputSchema = { type: 'object', properties, required, additionalProperties: false };
  return { name, inputSchema, mode: 'sync', ...more };
}

function output(properties: Properties, required: string[]): object {
  return { outputSchema: { type: 'object', properties, required } };
}

function surfaceOf(before: object[], after: object[]): string[] {
  const text = (tools: object[]) => JSON.stringify({ tools });
  return check([], text(before), text(after)).surface.map(
    ({ tool: name, change, breaking }) => `${name}: ${change}${breaking ? ' (breaking)' : ''}`,
  );
}

const text = { type: 'string' };
const number = { type: 'number' };

describe('check', () => {
  it('lists what is stale and what was edited; an edited seed is neither', () => {
    const change = (path: string, kind: Change['kind'], ownership: Change['ownership']) => ({
      path,
      kind,
      ownership,
    });
    const verdict = check(
      [
        change('a', 'identical', 'managed'),
        change('b', 'update', 'managed'),
        change('c', 'create', 'seed'),
        change('d', 'edited', 'managed'),
        change('e', 'edited', 'seed'),
        change('f', 'delete', 'managed'),
        change('g', 'conflict', 'managed'),
      ],
      '{"tools":[]}',
      '{"tools":[]}',
    );
    expect(verdict).toEqual({
      clean: false,
      stale: ['b', 'c', 'f', 'g'],
      edited: ['d'],
      surface: [],
    });
    expect(check([change('e', 'edited', 'seed')], '', '').clean).toBe(true);
  });

  it('tells added tools from removed ones', () => {
    expect(surfaceOf([tool('a', {}, [])], [tool('b', {}, [])])).toEqual([
      'a: tool removed (breaking)',
      'b: tool added',
    ]);
  });

  it.each<[string, object, object, string[]]>([
    ['nothing', tool('a', { x: text }, ['x']), tool('a', { x: text }, ['x']), []],
    ['an optional input', tool('a', {}, []), tool('a', { x: text }, []), ['a: input "x" added']],
    [
      'a required input',
      tool('a', {}, []),
      tool('a', { x: text }, ['x']),
      ['a: input "x" added, required (breaking)'],
    ],
    [
      'an input gone',
      tool('a', { x: text }, []),
      tool('a', {}, []),
      ['a: input "x" removed (breaking)'],
    ],
    [
      'newly required',
      tool('a', { x: text }, []),
      tool('a', { x: text }, ['x']),
      ['a: input "x" is now required (breaking)'],
    ],
    [
      'newly optional',
      tool('a', { x: text }, ['x']),
      tool('a', { x: text }, []),
      ['a: input "x" is now optional'],
    ],
    [
      'another type',
      tool('a', { x: text }, []),
      tool('a', { x: number }, []),
      ['a: input "x" has another type (breaking)'],
    ],
    [
      'other words',
      tool('a', { x: text }, [], { description: 'one' }),
      tool('a', { x: { ...text, description: 'd', default: 'y' } }, [], { description: 'two' }),
      ['a: description changed'],
    ],
    [
      'an output gone',
      tool('a', {}, [], output({ x: text }, ['x'])),
      tool('a', {}, [], output({}, [])),
      ['a: output "x" removed (breaking)'],
    ],
    [
      'an output that may be absent',
      tool('a', {}, [], output({ x: text }, ['x'])),
      tool('a', {}, [], output({ x: text }, [])),
      ['a: output "x" is no longer always there (breaking)'],
    ],
    [
      'no output',
      tool('a', {}, [], output({}, [])),
      tool('a', {}, []),
      ['a: output schema removed (breaking)'],
    ],
    [
      'a new output',
      tool('a', {}, []),
      tool('a', {}, [], output({}, [])),
      ['a: output schema added'],
    ],
    [
      'another mode',
      tool('a', {}, []),
      tool('a', {}, [], { mode: 'job' }),
      ['a: mode changed (breaking)'],
    ],
    [
      'a property named like a keyword',
      tool('a', { default: text }, []),
      tool('a', { default: number }, []),
      ['a: input "default" has another type (breaking)'],
    ],
  ])('sees %s', (_, before, after, expected) => {
    expect(surfaceOf([before], [after])).toEqual(expected);
  });

  it('takes a surface it cannot read for an empty one', () => {
    const after = JSON.stringify({ tools: [tool('a', {}, [])] });
    expect(check([], '{', after).surface).toEqual([
      { tool: 'a', change: 'tool added', breaking: false },
    ]);
  });
});
