// The printed tool table: tsc accepts it against real signatures, and it decodes, calls and encodes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SchemaNode } from '../../../src/model/schema.js';
import { renderToolsModule } from '../../../src/render/tools.js';
import { surfaceView as surface } from '../../../src/render/views.js';
import { renderWiring } from '../../../src/render/wiring.js';
import type { CallContext, Tool } from '../../../templates/project/src/runtime/tool.ts';
import { NO_PARTS } from '../../helpers/extra.ts';
import { compilerErrors, load, makeProject, type Project } from './compile.js';
import {
  array,
  boolean,
  date,
  nullish,
  number,
  object,
  optional,
  required,
  serverPlan,
  string,
  toolModel,
  union,
  values,
} from './plans.js';

const LIB = String.raw`
import { Size } from './size.ts';
export enum Color { Red = 'red', Blue = 'blue' }
enum Hidden { One = 1, Two = 2 }
export type Shape = { kind: 'circle'; r: number; at?: Date } | { kind: 'square'; side: number } | null;
export type Typed = { color: Color.Red; r: number } | { color: Color.Blue; b: string };
export type Expr = { op: 'num'; value: number } | { op: 'add'; left: Expr; right?: Expr; all: Expr[]; by: Record<string, Expr> };
export interface Node { name: string; children: Node[]; parent?: Node | null }
export type Nested = string | Nested[];
export type Odd = { constructor?: string; ['__proto__']: string; toString: number };

export const add = (a: number, b: number): number => a + b;
export const echo = (text: string): string => text;
export const log = (text: string): void => void text;
export const sum = (first: number, ...xs: number[]): Promise<number> => Promise.resolve(xs.reduce((a, b) => a + b, first));
export const search = (o: { query: string; limit?: number; since?: Date }): { items: readonly { id: number; at: Date }[]; next: string | null; note?: string | undefined } =>
  ({ items: [{ id: o.limit ?? 0, at: o.since ?? new Date(0), extra: 1 } as { id: number; at: Date }], next: null, note: undefined });
export const paint = (color: Color, size: Size, hidden?: Hidden): Color => (hidden === Hidden.Two && size === Size.Big ? Color.Blue : color);
export const nested_hidden = (o: { list: Hidden[] }, p: { h: Hidden | null }[]): { h: Hidden }[] => [{ h: o.list[0] ?? p[0]?.h ?? Hidden.One }];
export const area = (shape: Shape): Shape => shape;
export const typed = (shape: Typed): { shape: Typed } => ({ shape });
export const overlap = (): { value: { a: string } | { a: string; b: Date } } => ({ value: { a: 'x', b: new Date(0) } });
export const weigh = (expr: Expr): number => (expr.op === 'num' ? expr.value : expr.all.length);
export const count = (node: Node, other?: Node): number => 1 + node.children.length + (other ? 1 : 0);
export const flat = (value: Nested): number => (Array.isArray(value) ? value.length : -1);
export const undef = (o: { a: string | undefined; b?: number | undefined; c: number }): { a: string | undefined } => ({ a: o.a });
export const odd = (o: Odd, constructor?: string): unknown => [o.__proto__, o.constructor === undefined, constructor === undefined, Object.keys(o)];
export const tuple = (t: [string, Date?, ...number[]]): readonly [string, Date] => [t[0], t[1] ?? new Date(0)];
export const maps = (m: Map<string, Date>, p: Map<number, string>, s: Set<bigint>): Map<string, Date> => (p.size + s.size > 0 ? m : new Map());
export const rec = (r: Record<string, number>, k: { id: string; [key: string]: string }): Record<${'`'}x-${'$'}{string}${'`'}, number> => ({ ['x-' + k.id]: r.a ?? 0 }) as Record<${'`'}x-${'$'}{string}${'`'}, number>;
export const any_object = (o: object, u: unknown): object => ({ o, u });
export interface Web { links: Map<string, Web>; near?: Set<Web> }
export const web = (w: Web, by: Record<string, number | undefined>): Record<string, number | undefined> => ({ ...by, n: w.links.size });
export const readonly = (): { m: ReadonlyMap<string, number>; s: ReadonlySet<string> } => ({ m: new Map([['a', 1]]), s: new Set(['x']) });
export const find = (id: number): { id: number } | undefined => (id > 0 ? { id } : undefined);
export const cancel = (text: string, _drop: (() => void) | undefined, signal: AbortSignal, onProgress?: (done: number, total?: number) => void): string => (onProgress?.(1, 2), text + signal.aborted);
export const template = (id: ${'`'}user-${'$'}{number}${'`'}): ${'`'}user-${'$'}{number}${'`'} => id;
export const limits = (s: string, n: number, xs: string[]): string => s + n + xs.join();
const hostile = (a: string, b?: number): string => a + b;
export { hostile as "odd \"name\"", hostile as class, hostile as größe, hostile as z, hostile as lib, hostile as tools, hostile as values };
export default { member: (x: number): number => x + 1 };
`;

const color: SchemaNode = { kind: 'enum', values: ['red', 'blue'], enumType: { export: 'Color' } };
const size: SchemaNode = {
  kind: 'enum',
  values: [0, 1],
  enumType: { export: 'Size', file: 'size.ts' },
};
const hidden: SchemaNode = { kind: 'enum', values: [1, 2], enumType: 'unnamed' };
const colored = (value: string): SchemaNode => ({
  kind: 'enum',
  values: [value],
  enumType: { export: 'Color' },
});
const shape: SchemaNode = {
  kind: 'union',
  discriminator: 'kind',
  options: [
    object(required('kind', values('circle')), required('r', number), optional('at', date)),
    object(required('kind', values('square')), required('side', number)),
    nullish,
  ],
};
const typed = union(
  object(required('color', colored('red')), required('r', number)),
  object(required('color', colored('blue')), required('b', string)),
);
const ref = (name: string): SchemaNode => ({ kind: 'ref', name });
const expr: SchemaNode = {
  kind: 'union',
  discriminator: 'op',
  options: [
    object(required('op', values('num')), required('value', number)),
    object(
      required('op', values('add')),
      required('left', ref('Expr')),
      optional('right', ref('Expr')),
      required('all', array(ref('Expr'))),
      required('by', { kind: 'record', values: ref('Expr') }),
    ),
  ],
};
const node = object(
  required('name', string),
  required('children', array(ref('Node'))),
  optional('parent', union(ref('Node'), nullish)),
);
const web = object(
  required('links', { kind: 'map', keys: string, values: ref('Web') }),
  optional('near', { kind: 'set', items: ref('Web') }),
);
const xRecord: SchemaNode = {
  kind: 'record',
  keys: { kind: 'template', parts: ['x-', string] },
  values: number,
};
const userId: SchemaNode = { kind: 'template', parts: ['user-', number] };

const HOSTILE = '*/ `$' + '{x}` "q" {{y}}\u2028</script>';
const hostileNames = ['odd "name"', 'class', 'größe', 'z', 'lib', 'tools', 'values'];
const tools = [
  toolModel('add', [required('a', number), required('b', number)], number),
  toolModel('echo', [required('text', string)], 'text'),
  toolModel('log', [required('text', string)], 'void', { timeout: 30_000 }),
  toolModel('sum', [required('first', number), optional('xs', array(number))], number, {
    params: [
      { property: 'first', optional: false, role: 'value' },
      { property: 'xs', optional: true, role: 'rest' },
    ],
  }),
  toolModel(
    'search',
    [required('query', string), optional('limit', number), optional('since', date)],
    object(
      required(
        'items',
        array(object(required('id', number), required('at', date)), { readonly: true }),
      ),
      required('next', union(string, nullish)),
      { name: 'note', schema: string, optional: true, undefinable: true },
    ),
    { params: [{ optional: false, role: 'flattened' }] },
  ),
  toolModel(
    'paint',
    [required('color', color), required('size', size), optional('hidden', hidden)],
    color,
  ),
  toolModel(
    'nested_hidden',
    [
      required('o', object(required('list', array(hidden)))),
      required('p', array(object(required('h', union(hidden, nullish))))),
    ],
    array(object(required('h', hidden))),
  ),
  toolModel('area', [required('shape', shape)], shape),
  toolModel('typed', [required('shape', typed)], object(required('shape', typed))),
  toolModel(
    'overlap',
    [],
    object(
      required(
        'value',
        union(object(required('a', string)), object(required('a', string), required('b', date))),
      ),
    ),
  ),
  toolModel('weigh', [required('expr', ref('Expr'))], number, { definitions: { Expr: expr } }),
  toolModel('count', [required('node', ref('Node')), optional('other', ref('Node'))], number, {
    definitions: { Node: node },
  }),
  toolModel('flat', [required('value', ref('Nested'))], number, {
    definitions: { Nested: union(string, array(ref('Nested'))) },
  }),
  toolModel(
    'undef',
    [
      { name: 'a', schema: string, optional: false, undefinable: true },
      { name: 'b', schema: number, optional: true, undefinable: true },
      required('c', number),
    ],
    object({ name: 'a', schema: string, optional: false, undefinable: true }),
    { params: [{ optional: false, role: 'flattened' }] },
  ),
  toolModel(
    'odd',
    [
      required(
        'o',
        object(
          optional('constructor', string),
          required('__proto__', string),
          required('toString', number),
        ),
      ),
      optional('constructor', string),
    ],
    'any',
  ),
  toolModel(
    'tuple',
    [required('t', { kind: 'tuple', items: [string, date], minItems: 1, rest: number })],
    { kind: 'tuple', items: [string, date], minItems: 2, readonly: true },
  ),
  toolModel(
    'maps',
    [
      required('m', { kind: 'map', keys: string, values: date }),
      required('p', { kind: 'map', keys: number, values: string }),
      required('s', { kind: 'set', items: { kind: 'codec', codec: 'bigint' } }),
    ],
    { kind: 'map', keys: string, values: date },
  ),
  toolModel(
    'rec',
    [
      required('r', { kind: 'record', values: number }),
      required('k', { ...object(required('id', string)), additional: string }),
    ],
    xRecord,
  ),
  toolModel(
    'any_object',
    [required('o', { kind: 'unknown', objectOnly: true }), required('u', { kind: 'unknown' })],
    { kind: 'unknown', objectOnly: true },
  ),
  toolModel(
    'web',
    [required('w', ref('Web')), required('by', { kind: 'record', values: number })],
    { kind: 'record', values: number, undefinable: true },
    { definitions: { Web: web } },
  ),
  toolModel(
    'readonly',
    [],
    object(
      required('m', { kind: 'map', keys: string, values: number }),
      required('s', { kind: 'set', items: string }),
    ),
  ),
  toolModel('find', [required('id', number)], union(object(required('id', number)), nullish), {
    undefinable: true,
  }),
  toolModel('cancel', [required('text', string)], 'text', {
    params: [
      { property: 'text', optional: false, role: 'value' },
      { optional: true, role: 'omitted' },
      { optional: false, role: 'signal' },
      { optional: true, role: 'progress' },
    ],
  }),
  toolModel('template', [required('id', userId)], userId),
  toolModel(
    'limits',
    [
      required('s', { kind: 'string', pattern: "^a'\\d</x>$", minLength: 2, maxLength: 9 }),
      required('n', {
        kind: 'number',
        integer: true,
        minimum: 1,
        exclusiveMaximum: 10,
        multipleOf: 3,
      }),
      required('xs', { kind: 'array', items: string, minItems: 1, maxItems: 2, uniqueItems: true }),
    ],
    'text',
  ),
  ...hostileNames.map((name) =>
    toolModel(
      name === 'odd "name"' || name === 'größe' ? `renamed_${name.length}` : name,
      [required(HOSTILE, string), optional('default', number)],
      'text',
      { call: { kind: 'module', path: [name] } },
    ),
  ),
  toolModel('member', [required('x', number)], number, {
    call: { kind: 'module', path: ['default', 'member'] },
  }),
];

let project: Project;
let table: ReadonlyMap<string, Tool>;

function isToolModule(module: unknown): module is { tools: readonly Tool[] } {
  return typeof module === 'object' && module !== null && 'tools' in module;
}

beforeAll(async () => {
  const plan = serverPlan(tools, '../lib.ts');
  const layout = { ...plan.layout, outFromPackage: '.' };
  project = makeProject({
    'lib.ts': LIB,
    'size.ts': 'export enum Size { Small, Big }\n',
    'src/tools.gen.ts': renderToolsModule({ ...plan, layout }),
  });
  const loaded = await load(project, 'src/tools.gen.ts');
  if (!isToolModule(loaded)) throw new Error('no tools');
  table = new Map(loaded.tools.map((tool) => [tool.name, tool]));
});
afterAll(() => project.remove());

const progress: unknown[] = [];
const context: CallContext = {
  ...NO_PARTS,
  maxResultBytes: 1_048_576,
  signal: new AbortController().signal,
  caller: 'test',
  clientCapabilities: {},
  progress: (...stage) => void progress.push(stage),
  log: () => undefined,
};

/** The tool's answer as JSON text read again, or the messages of what it refused. */
async function call(name: string, args: unknown): Promise<unknown> {
  const prepared = await table.get(name)?.prepare(args);
  if (prepared === undefined) throw new Error(`no tool ${name}`);
  if ('issues' in prepared) return prepared.issues.map(({ path }) => `refused ${path.join('.')}`);
  const returned = await prepared.run(context);
  if ('issues' in returned) return returned.issues.map(({ message }) => `broke: ${message}`);
  return returned.value === undefined ? undefined : JSON.parse(JSON.stringify(returned.value));
}

describe('src/tools.gen.ts', () => {
  it('type-checks against the wrapped module', () => {
    const roots = ['src/tools.gen.ts'];
    expect(compilerErrors(project, roots, { exactOptionalPropertyTypes: true })).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['add', { a: 1, b: 2 }, { result: 3 }],
    ['add', { a: 1 }, ['refused b']],
    ['add', { a: 1, b: 2, c: 3 }, ['refused ']],
    ['echo', { text: 'x' }, 'x'],
    ['log', { text: 'x' }, undefined],
    ['sum', { first: 1 }, { result: 1 }],
    ['sum', { first: 1, xs: [2, 3] }, { result: 6 }],
    [
      'search',
      { query: 'q', limit: 2, since: '2020-01-02' },
      { items: [{ id: 2, at: '2020-01-02T00:00:00.000Z' }], next: null },
    ],
    ['paint', { color: 'red', size: 1, hidden: 2 }, { result: 'blue' }],
    ['paint', { color: 'green', size: 1 }, ['refused color']],
    ['nested_hidden', { o: { list: [2] }, p: [{ h: null }] }, { result: [{ h: 2 }] }],
    [
      'area',
      { shape: { kind: 'circle', r: 1, at: '2020-01-02T03:04:05Z' } },
      { result: { kind: 'circle', r: 1, at: '2020-01-02T03:04:05.000Z' } },
    ],
    ['area', { shape: null }, { result: null }],
    ['area', { shape: { kind: 'square', r: 1 } }, ['refused shape.side', 'refused shape']],
    ['typed', { shape: { color: 'blue', b: 'x' } }, { shape: { color: 'blue', b: 'x' } }],
    ['typed', { shape: { color: 'red', b: 'x' } }, ['refused shape']],
    ['overlap', {}, { value: { a: 'x', b: '1970-01-01T00:00:00.000Z' } }],
    [
      'weigh',
      {
        expr: { op: 'add', left: { op: 'num', value: 1 }, all: [{ op: 'num', value: 2 }], by: {} },
      },
      { result: 1 },
    ],
    [
      'weigh',
      { expr: { op: 'add', left: { op: 'num' }, all: [], by: {} } },
      ['refused expr.left.value'],
    ],
    [
      'count',
      { node: { name: 'a', children: [{ name: 'b', children: [], parent: null }] } },
      { result: 2 },
    ],
    ['flat', { value: ['a', ['b']] }, { result: 2 }],
    ['flat', { value: [1] }, ['refused value']],
    ['undef', { c: 1 }, {}],
    ['undef', { a: 'x', c: 1 }, { a: 'x' }],
    ['tuple', { t: ['a', '1970-01-02', 3] }, { result: ['a', '1970-01-02T00:00:00.000Z'] }],
    ['tuple', { t: ['a'] }, { result: ['a', '1970-01-01T00:00:00.000Z'] }],
    [
      'maps',
      { m: { x: '1970-01-01' }, p: [[1, 'one']], s: ['12'] },
      { x: '1970-01-01T00:00:00.000Z' },
    ],
    ['rec', { r: { a: 7 }, k: { id: 'k', more: 'x' } }, { result: undefined, 'x-k': 7 }],
    ['any_object', { o: { a: 1 }, u: [1] }, { result: { o: { a: 1 }, u: [1] } }],
    ['any_object', { o: [], u: 1 }, ['refused o']],
    ['web', { w: { links: { a: { links: {} } } }, by: { x: 1 } }, { x: 1, n: 1 }],
    ['web', { w: { links: { a: {} } }, by: {} }, ['refused w.links.a.links']],
    ['readonly', {}, { m: { a: 1 }, s: ['x'] }],
    ['find', { id: 1 }, { result: { id: 1 } }],
    ['find', { id: 0 }, { result: null }],
    ['cancel', { text: 'x' }, 'xfalse'],
    ['template', { id: 'user-12' }, { result: 'user-12' }],
    ['template', { id: 'user-x' }, ['refused id']],
    ['limits', { s: "a'1</x>", n: 3, xs: ['a'] }, "a'1</x>3a"],
    [
      'limits',
      { s: 'b', n: 4, xs: ['a', 'a'] },
      ['refused s', 'refused s', 'refused n', 'refused xs'],
    ],
    ['limits', { s: "a'1</x>", n: 12, xs: [] }, ['refused n', 'refused xs']],
    ['member', { x: 1 }, { result: 2 }],
  ])('%s %j', async (name, args, expected) => {
    expect(await call(name, args)).toEqual(expected);
  });

  it('keeps members with inherited names as data', async () => {
    const args = JSON.parse('{"o": {"__proto__": "p", "toString": 1}}');
    expect(await call('odd', args)).toEqual(['p', true, true, ['__proto__', 'toString']]);
    expect(await call('odd', { o: { toString: 1 } })).toEqual(['refused o."__proto__"']);
    expect(await call('odd', JSON.parse('{"o": {"__proto__": {"x": 1}, "toString": 1}}'))).toEqual([
      'refused o."__proto__"',
    ]);
  });

  it('calls exports of any name, and passes on whatever the arguments are called', async () => {
    const args = { [HOSTILE]: 'v', default: 1 };
    for (const name of hostileNames) {
      const served = /^[\w]+$/.test(name) ? name : `renamed_${name.length}`;
      expect(await call(served, args)).toBe('v1');
    }
  });

  it('reports progress through the context', async () => {
    await call('cancel', { text: 'x' });
    expect(progress).toContainEqual([1, 2]);
  });

  it('reads as a person would have written it', async () => {
    const chosen = ['add', 'log', 'search', 'count'];
    const plan = serverPlan(
      tools.filter(({ name }) => chosen.includes(name)),
      '../../src/lib.ts',
    );
    await expect(renderToolsModule(plan)).toMatchFileSnapshot('tools.gen.expected.txt');
  });

  it('imports no more than it uses when there is nothing to serve', () => {
    const text = renderToolsModule(serverPlan([]));
    expect(text).toContain("import type { Tool } from './runtime/tool.ts';");
    expect(text).toContain('export const tools: readonly Tool[] = [];');
    expect(text).not.toContain('zod');
  });
});

describe('src/tools.gen.json and src/wiring.gen.ts', () => {
  it('publishes literal schemas, in order, without what is absent', () => {
    const plan = serverPlan([
      toolModel('a', [required('x', string)], 'text', { annotations: { readOnlyHint: true } }),
      toolModel('b', [], boolean, { title: 'B', description: 'Does b.' }),
    ]);
    expect(surface(plan)).toMatchObject({
      tools: [
        { name: 'a', annotations: { readOnlyHint: true }, mode: 'sync' },
        {
          name: 'b',
          title: 'B',
          description: 'Does b.',
          outputSchema: { type: 'object', required: ['result'] },
        },
      ],
    });
    expect(Object.keys(surface(plan).tools[0] ?? {})).toEqual([
      'name',
      'inputSchema',
      'annotations',
      'mode',
    ]);
  });

  it('wires what was chosen', () => {
    expect(renderWiring(serverPlan([]))).toContain(
      "export const server = { name: 'notes', version: '0.1.0' } as const;",
    );
  });
});
