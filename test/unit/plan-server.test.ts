// The plan: which exports are served, what is refused, where things lie.
import { describe, expect, it } from 'vitest';
import { type Config, configSchema, HOSTING_KINDS, PROXY_KINDS } from '../../src/config/schema.js';
import { WrapError } from '../../src/errors.js';
import type { ModuleModel, ToolModel } from '../../src/model/module.js';
import { planLayout } from '../../src/plan/layout.js';
import { planServer } from '../../src/plan/server.js';

const tool = (name: string, change: Partial<ToolModel> = {}): ToolModel => ({
  name,
  params: [],
  input: { kind: 'object', properties: [] },
  returns: 'text',
  definitions: {},
  annotations: {},
  mode: 'sync',
  source: { export: name, file: 'src/lib.ts', line: 1 },
  call: { kind: 'module', path: [name] },
  proposal: { include: true, reasons: [] },
  ...change,
});

const model = (tools: readonly ToolModel[], change: Partial<ModuleModel> = {}): ModuleModel => ({
  tools,
  skipped: [],
  diagnostics: [],
  env: [],
  ...change,
});

const config = (change: Record<string, unknown> = {}): Config =>
  configSchema.parse({
    version: 1,
    name: 'notes',
    source: '../src/lib.ts',
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker' },
    ...change,
  });

const layout = planLayout({
  source: {
    kind: 'typescript',
    specifier: './src/lib.ts',
    entry: '/p/src/lib.ts',
    packageDir: '/p',
  },
  out: '/p/mcp-server',
  starter: false,
});

const plan = (answers: Config, source: ModuleModel) =>
  planServer({ config: answers, model: source, layout, toolVersion: '1.2.3' });

const names = (answers: Config, source: ModuleModel) =>
  plan(answers, source).tools.map(({ name }) => name);

function refusal(run: () => unknown): WrapError {
  try {
    run();
  } catch (error) {
    if (error instanceof WrapError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('refuses two tools of one name', () => {
  const error = refusal(() => plan(config(), model([tool('add'), tool('add')])));
  expect(error.code).toBe('tools.collision');
});

describe('choosing tools', () => {
  const dangerous = tool('dropAll', { proposal: { include: false, reasons: ['deletes files'] } });
  const source = model([tool('add'), dangerous, tool('echo')]);

  it('follows the proposals when nothing else is said', () => {
    expect(names(config(), source)).toEqual(['add', 'echo']);
  });
  it('keeps source order, whatever the order of the answers', () => {
    expect(names(config({ tools: { only: ['echo', 'add'] } }), source)).toEqual(['add', 'echo']);
  });
  it('brings in what is named as dangerous and leaves out what is excluded', () => {
    const tools = { includeDangerous: ['dropAll'], exclude: ['add'] };
    expect(names(config({ tools }), source)).toEqual(['dropAll', 'echo']);
  });
  it('names members by their export', () => {
    const member = tool('Store_find', { source: { export: 'Store.find', file: 'a.ts', line: 3 } });
    expect(names(config({ tools: { only: ['Store.find'] } }), model([member]))).toEqual([
      'Store_find',
    ]);
  });
  it('suggests the nearest name for an unknown one', () => {
    const error = refusal(() => plan(config({ tools: { exclude: ['ehco'] } }), source));
    expect([error.code, error.message, error.hint]).toEqual([
      'tools.unknown',
      'the source has no export "ehco", which mcp.config.json names',
      'did you mean "echo"?',
    ]);
  });
  it('says why a skipped export cannot be chosen', () => {
    const skipped = [
      { export: 'each', file: 'src/lib.ts', line: 9, reason: 'a callback', hint: 'wrap it' },
    ];
    const error = refusal(() =>
      plan(config({ tools: { only: ['each'] } }), model([tool('add')], { skipped })),
    );
    expect(error.message).toBe('"each" cannot be a tool (src/lib.ts:9): a callback');
    expect(error.hint).toBe('wrap it');
  });
  it('refuses a source that gives no tool, naming the way in', () => {
    const error = refusal(() => plan(config(), model([dangerous])));
    expect(error.code).toBe('source.no-tools');
    expect(error.hint).toContain('--include-dangerous dropAll');
    const none = config({ tools: { exclude: ['add'] } });
    expect(refusal(() => plan(none, model([tool('add')]))).hint).toMatch(/leave out add: let/);
  });
});

describe('refusing open answers', () => {
  const source = model([tool('add')]);
  it.each([
    ...HOSTING_KINDS.filter((kind) => kind !== 'none').map((kind) => ({
      hosting: { kind },
      names: `hosting "${kind}"`,
    })),
    ...PROXY_KINDS.filter((proxy) => proxy !== 'none').map((proxy) => ({
      hosting: { kind: 'none', proxy },
      names: `proxy "${proxy}"`,
    })),
    { hosting: { kind: 'none', publicUrl: 'http://localhost:8900' }, names: 'http://localhost' },
    { hosting: { kind: 'none', publicUrl: 'https://x.example' }, names: 'https://x.example' },
  ])('auth none with $names', ({ hosting, names: named }) => {
    const error = refusal(() => plan(config({ auth: { kind: 'none' }, hosting }), source));
    expect(error.code).toBe('plan.open');
    expect(error.message).toContain(named);
  });
  it.each(['zod', '@modelcontextprotocol/server/stdio'])(
    'the name of our own %s',
    (packageName) => {
      const input = { config: config(), model: source, toolVersion: '1.2.3' };
      const error = refusal(() => planServer({ ...input, layout: { ...layout, packageName } }));
      expect(error.code).toBe('source.kind');
      expect(error.hint).toContain(`from '${packageName}'`);
    },
  );
  it('allows auth none on loopback', () => {
    const local = config({ auth: { kind: 'none' }, hosting: { kind: 'none' } });
    expect(plan(local, source).auth).toBe('none');
  });
});

describe('the size of schemas', () => {
  const wide = (name: string, members: number) =>
    tool(name, {
      input: {
        kind: 'object',
        properties: Array.from({ length: members }, (_, index) => ({
          name: `member_of_a_wide_type_${index}`,
          schema: { kind: 'string' },
          optional: true,
        })),
      },
    });
  const large = (tools: readonly ToolModel[]) =>
    plan(config(), model(tools)).diagnostics.map(({ code, message }) => `${code}: ${message}`);

  it('is worth a warning from 8 KB of a tool on', () => {
    expect(large([wide('wide', 180), wide('narrow', 100)])).toEqual([
      'schema.large: the schemas of wide take 9 KB; clients read up to 8 KB well',
    ]);
  });
  it('is worth a warning from 64 KB of all tools on', () => {
    const tools = Array.from({ length: 20 }, (_, index) => wide(`tool${index}`, 80));
    expect(large(tools)).toEqual([
      'schema.large: the schemas of all 20 tools take 72 KB; clients read up to 64 KB well',
    ]);
  });
});

describe('layout', () => {
  it('puts everything relative to out', () => {
    expect(layout).toMatchObject({
      importSpecifier: '../../src/lib.ts',
      sourceLabel: '../src/lib.ts',
      packageDir: '..',
      moduleDir: 'src',
      outFromPackage: 'mcp-server',
    });
  });
  it('imports the JavaScript that a declaration file stands for', () => {
    const source = {
      kind: 'typescript',
      specifier: './lib.d.mts',
      entry: '/p/lib.d.mts',
      packageDir: '/p',
    } as const;
    const dts = planLayout({ source, out: '/p/srv', starter: false });
    expect([dts.importSpecifier, dts.sourceLabel]).toEqual(['../../lib.mjs', '../lib.d.mts']);
  });
  it('imports a package by its name', () => {
    const source = {
      kind: 'typescript',
      specifier: 'npm:date-fns',
      entry: '/p/node_modules/date-fns/index.d.ts',
      packageDir: '/p',
      packageName: 'date-fns',
    } as const;
    const npm = planLayout({
      source,
      out: '/elsewhere/srv',
      starter: false,
    });
    expect(npm).not.toHaveProperty('untyped');
    expect(npm).toMatchObject({
      importSpecifier: 'date-fns',
      sourceLabel: 'npm:date-fns',
      packageDir: '../../p',
    });
  });
  it('treats a starter as living in out', () => {
    const source = {
      kind: 'typescript',
      specifier: './src/lib.ts',
      entry: '/tool/starter/src/lib.ts',
      packageDir: '/tool',
    } as const;
    const starter = planLayout({ source, out: '/new', repository: '/new', starter: true });
    expect(starter).toMatchObject({
      importSpecifier: './lib.ts',
      sourceLabel: './src/lib.ts',
      packageDir: '.',
      moduleDir: 'src',
    });
  });
});
