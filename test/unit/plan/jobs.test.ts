// Jobs in the plan: which tools run as one, what clients see of them, what they take.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/config/schema.ts';
import { WrapError } from '../../../src/errors.ts';
import type { ToolModel } from '../../../src/model/module.ts';
import { jobNames, legalName } from '../../../src/model/names.ts';
import { keptVariables } from '../../../src/plan/environment.ts';
import { planHandOff } from '../../../src/plan/handoff.ts';
import { packageJson } from '../../../src/plan/package-json.ts';
import { publishedTools } from '../../../src/plan/published.ts';
import { planServer, type ServerPlan } from '../../../src/plan/server.ts';
import { addTool, beside, renderJob, samplePlan, withJobs } from '../render-views/plan.ts';

function planned(tools: readonly ToolModel[], answers: object = {}): ServerPlan {
  const config = configSchema.parse({
    version: 1,
    name: 'my-notes',
    source: '../src/lib.ts',
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker' },
    ...answers,
  });
  const model = { tools, skipped: [], diagnostics: [], env: [] };
  return planServer({ config, model, layout: beside, toolVersion: '1.2.3' });
}

function named(name: string, change: Partial<ToolModel> = {}): ToolModel {
  const source = { export: name, file: 'src/lib.ts', line: 1 };
  return { ...addTool, name, source, call: { kind: 'module', path: [name] }, ...change };
}

const modes = ({ tools }: ServerPlan) => tools.map(({ name, mode }) => `${name} ${mode}`);

describe('which tools run as jobs', () => {
  const tools = [named('build', { mode: 'job' }), named('render', { mode: 'job' }), named('add')];

  it('those that the module says or shows', () => {
    expect(modes(planned(tools))).toEqual(['build job', 'render job', 'add sync']);
  });
  it('the answers win, by export or by tool', () => {
    const answers = { tools: { job: ['add'], sync: ['build'] } };
    expect(modes(planned(tools, answers))).toEqual(['build sync', 'render job', 'add job']);
  });
  it('no job, nothing of jobs', () => {
    expect(planned([addTool])).not.toHaveProperty('jobs');
    expect(planned([addTool])).not.toHaveProperty('files');
  });
  it('what runs and keeps them is as configured', () => {
    const answers = {
      jobs: { isolate: 'none' },
      stores: { jobs: 'postgres', files: 's3' },
      node: '22.13.0',
    };
    expect(planned(tools, answers)).toMatchObject({
      jobs: { isolate: 'none', store: 'postgres' },
      files: { store: 's3' },
      diagnostics: [],
    });
  });
  it('PostgreSQL on an old Node is worth a warning', () => {
    const { diagnostics } = planned(tools, { stores: { jobs: 'postgres' } });
    expect(diagnostics).toMatchObject([{ code: 'node.old', severity: 'warning' }]);
    expect(diagnostics[0]?.hint).toContain('"node": "22.12.0"');
  });
});

it('a job that PostgreSQL would take for lost is worth a warning', () => {
  const day = 86_400_000;
  const jobs = [1, 2].map((days) => named(`day${days}`, { mode: 'job', timeout: days * day }));
  const tools = [...jobs, named('add', { timeout: 2 * day })];
  const answers = { stores: { jobs: 'postgres' }, node: '22.13.0' };
  expect(planned(tools, answers).diagnostics).toMatchObject([
    { code: 'job.timeout', severity: 'warning', message: expect.stringMatching(/^day2 may /) },
  ]);
  expect(planned(tools).diagnostics).toEqual([]);
});

it('what a job changes of the module is noted where no other tool sees it', () => {
  const changes = 'it changes notes (src/lib.ts:4)';
  const tools = [named('scan', { mode: 'job', changes }), named('add', { changes })];
  expect(planned(tools).diagnostics).toMatchObject([
    { code: 'job.state', severity: 'note', message: expect.stringContaining(changes) },
  ]);
  expect(planned(tools, { jobs: { isolate: 'none' } }).diagnostics).toEqual([]);
});

describe('which servers keep files', () => {
  const bytes = { output: { kind: 'codec', codec: 'uint8array' }, returns: 'value' } as const;
  const ctx = { optional: false, role: 'ctx' } as const;

  it.each([
    ['that return bytes', named('draw', bytes)],
    ['whose context has `file`', named('draw', { params: [{ ...ctx, files: true }] })],
    ['that are jobs', named('draw', { mode: 'job' })],
  ])('those with tools %s', (_, tool) => {
    expect(planned([tool]).files).toEqual({ store: 'folder' });
  });
  it('and those that are told to', () => {
    expect(planned([addTool], { files: true }).files).toEqual({ store: 'folder' });
  });
  it('a context alone is no reason', () => {
    expect(planned([named('draw', { params: [ctx] })])).not.toHaveProperty('files');
  });
});

describe('names', () => {
  it('of every job fit into 64 characters', () => {
    const { status } = jobNames(legalName('x'.repeat(200)));
    expect(status.length).toBeLessThanOrEqual(64);
  });
  it.each(['start_render', 'get_render_status', 'get_render_result', 'cancel_render'])(
    'a job beside a tool named %s is refused, naming both',
    (name) => {
      const run = () => planned([named('render', { mode: 'job' }), named(name)]);
      expect(run).toThrow(WrapError);
      expect(run).toThrow(
        `"render" (src/lib.ts:1) and "${name}" (src/lib.ts:1) would both be the tool ${name}`,
      );
    },
  );
  it('the same names are no matter while it is no job', () => {
    const plan = planned([named('render'), named('start_render')]);
    expect(modes(plan)).toEqual(['render sync', 'start_render sync']);
  });
});

describe('what clients see of a job', () => {
  const [start, status, result, cancel] = publishedTools([renderJob]);
  const ajv = new Ajv2020({ strict: true, formats: { uri: true } });

  it('is four tools, in place of one', () => {
    const all = publishedTools([addTool, renderJob]);
    expect(all.map(({ name, mode, job }) => [name, mode, job])).toEqual([
      ['add', 'sync', undefined],
      ['start_render', 'job', 'render'],
      ['get_render_status', 'job', 'render'],
      ['get_render_result', 'job', 'render'],
      ['cancel_render', 'job', 'render'],
    ]);
  });
  it('the start has its words, its hints and its input, and a key', () => {
    expect(start?.description).toMatch(/^Renders a picture\.\n\n.*get_render_status/);
    expect(start?.annotations).toEqual({ destructiveHint: true });
    expect(Object.keys(Object(start?.inputSchema.properties))).toEqual([
      'a',
      'b',
      'idempotency_key',
    ]);
    expect(start).toMatchObject({ idempotencyKey: true, inputSchema: { required: ['a'] } });
    expect(start).not.toHaveProperty('outputSchema');
  });
  it('a key of its own stays its own', () => {
    const schema = { kind: 'string' } as const;
    const own = { name: 'idempotency_key', schema, optional: false };
    const [first] = publishedTools([
      { ...renderJob, input: { kind: 'object', properties: [own] } },
    ]);
    expect(first).not.toHaveProperty('idempotencyKey');
    expect(first?.inputSchema.properties).toEqual({ idempotency_key: { type: 'string' } });
  });
  it.each([
    [status, { job_id: 'a', state: 'queued', stage: 0, total_stages: 1, message: '', error: null }],
    [result, { ready: false, state: 'failed', error: 'no ink' }],
    [result, { ready: true, result: 7, files: [] }],
    [result, { ready: true, result: null, files: [] }],
    [cancel, { job_id: 'a', state: 'cancelled' }],
  ])('$name gives what product.md says', (tool, value) => {
    const judge = ajv.compile(Object(tool?.outputSchema));
    expect(judge(value), ajv.errorsText(judge.errors)).toBe(true);
    expect(judge({ ...value, more: 1 })).toBe(false);
  });
  it.each([
    ['text', 'text', true],
    [3, 'text', false],
    [null, 'void', true],
    [{ any: ['thing'] }, 'any', true],
  ] as const)('the result %j of a function that returns %s: %s', (value, returns, fits) => {
    const { output: _, ...plain } = renderJob;
    const [, , tool] = publishedTools([{ ...plain, returns }]);
    const judge = ajv.compile(Object(tool?.outputSchema));
    expect(judge({ ready: true, result: value, files: [] })).toBe(fits);
  });
  it('the hand-off enables all of them', () => {
    const plan = samplePlan(undefined, withJobs);
    expect(planHandOff(plan).tools).toEqual(publishedTools(plan.tools).map(({ name }) => name));
    expect(planHandOff(plan).description).toBe('my-notes: add, render');
  });
});

describe('what jobs take', () => {
  const json = (change: Partial<ServerPlan> = {}) =>
    packageJson(samplePlan(undefined, { ...withJobs, ...change }));
  const inline = { isolate: 'none', store: 'sqlite' } as const;
  const postgres = { isolate: 'thread', store: 'postgres' } as const;

  it('threads take piscina, an old Node takes libsql', () => {
    expect(json()).toMatchObject({
      dependencies: { piscina: '5.3.2' },
      optionalDependencies: { libsql: '0.5.29' },
    });
    expect(json()).not.toHaveProperty('dependencies.pg-boss');
    expect(json()).not.toHaveProperty('scripts.worker');
  });
  it('without threads no piscina; with SQLite in Node no libsql', () => {
    expect(json({ jobs: inline })).not.toHaveProperty('dependencies.piscina');
    expect(json({ node: '22.13.0' })).not.toHaveProperty('optionalDependencies');
    expect(json({ node: '22.9.0' })).toHaveProperty('optionalDependencies');
  });
  it('PostgreSQL takes pg-boss, and has a worker', () => {
    expect(json({ jobs: postgres })).toMatchObject({
      dependencies: { 'pg-boss': '12.35.0' },
      scripts: { worker: 'node dist/worker.js' },
    });
  });
  it('S3 takes its client', () => {
    const s3 = packageJson(samplePlan(undefined, { files: { store: 's3' } }));
    expect(s3).toHaveProperty(['dependencies', '@bradenmacdonald/s3-lite-client'], '1.0.0');
    expect(json()).not.toHaveProperty(['dependencies', '@bradenmacdonald/s3-lite-client']);
  });
  it('no job takes none of it', () => {
    const plain = JSON.stringify(packageJson(samplePlan()));
    expect(plain).not.toMatch(/piscina|libsql|pg-boss|s3|worker/);
  });
  it('variables are those of what was chosen', () => {
    const names = (kept: Parameters<typeof keptVariables>[0]) =>
      keptVariables(kept).map(({ name }) => name);
    const files = { store: 'folder' } as const;
    expect(names({})).toEqual([]);
    expect(names({ files }).some((name) => /^JOBS_|AWS|MEMORY/.test(name))).toBe(false);
    expect(names({ files, jobs: inline })).not.toContain('JOB_MEMORY_MB');
    expect(names(withJobs)).toEqual(expect.arrayContaining(['DATA_DIR', 'JOBS_URL', 'FILES_URL']));
    expect(names({ files: { store: 's3' } })).toContain('AWS_REGION');
  });
});
