// The fixture's jobs over a real store, without HTTP: called as a server calls its tools, files kept in memory.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { vi } from 'vitest';
import type { JobFile } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { NO_PARTS } from '../../helpers/extra.ts';
import { REPO } from '../../helpers/paths.ts';
import { rootDirsOf } from '../../helpers/root-dirs.ts';

type Parts = typeof import('./project/jobs-entry.ts');
export type Variant = 'jobs-threads' | 'jobs-inline';

/** Of one test file, though several share this module. Not below node_modules: what is thrown there is not the user's. */
let made: Promise<string> | undefined;

function scratch(): Promise<string> {
  made ??= mkdtemp(join(tmpdir(), 'jobs-test-'));
  return made;
}

/** What a call came to: what it returned, or its error. */
export interface Answer {
  readonly error?: string;
  readonly value?: Record<string, unknown>;
  /** Targets of the resource links. */
  readonly links: readonly unknown[];
}

export interface Fixture {
  call(name: string, args: object, caller?: string): Promise<Answer>;
  /** Starts a job; fails when that is refused. */
  start(name: string, args: object, caller?: string): Promise<string>;
  status(name: string, id: string, caller?: string): Promise<Record<string, unknown>>;
  /** The status once it is a final one. */
  ended(name: string, id: string): Promise<Record<string, unknown>>;
  result(name: string, id: string): Promise<Answer>;
  /** Log lines so far. */
  readonly lines: readonly Record<string, unknown>[];
  /** What is kept now, by id. */
  readonly files: Map<string, JobFile & { readonly data: Buffer; readonly keep: number }>;
  /** States of a job's log lines. */
  states(id: string): readonly unknown[];
  stop(drain?: number): Promise<void>;
}

/** Asks until there is an answer; a busy machine gets its time. */
export function waitFor<T>(ask: () => Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: 30_000, interval: 20 });
}

const bundles = new Map<Variant, Promise<Parts>>();

function load(variant: Variant): Promise<Parts> {
  const loaded = bundles.get(variant) ?? bundle(variant);
  bundles.set(variant, loaded);
  return loaded;
}

async function bundle(variant: Variant): Promise<Parts> {
  const dir = await scratch();
  const outdir = join(dir, variant);
  await mkdir(outdir);
  await symlink(join(REPO, 'node_modules'), join(outdir, 'node_modules'), 'junction');
  const at = (path: string) => join(REPO, path);
  await build({
    entryPoints: {
      server: at('test/unit/runtime/project/jobs-entry.ts'),
      ...(variant === 'jobs-threads'
        ? { thread: at('templates/jobs-threads/src/runtime/jobs/thread.ts') }
        : {}),
    },
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    packages: 'external',
    sourcemap: 'inline',
    plugins: [rootDirsOf(variant)],
  });
  return import(pathToFileURL(join(outdir, 'server.js')).href);
}

export async function removeBundles(): Promise<void> {
  await rm(await scratch(), { recursive: true, force: true });
  made = undefined;
  bundles.clear();
}

/** A folder for the data of one server, or of several one after the other. */
export async function dataDir(): Promise<string> {
  return mkdtemp(join(await scratch(), 'data-'));
}

/** `env` over small limits; the store lies in DATA_DIR. */
export async function openFixture(variant: Variant, env: Record<string, string>): Promise<Fixture> {
  const parts = await load(variant);
  const settings = parts.readSettings(env).value;
  const { value: running, problems } = parts.readJobSettings(env, settings);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const lines: Record<string, unknown>[] = [];
  const log = parts.createLog('debug', 'fixture', {
    write: (line) => lines.push(JSON.parse(line)),
  });
  const files: Fixture['files'] = new Map();
  const surface = {
    tools: parts.jobs.map(({ name }) => ({
      ...{ name: `start_${name}`, job: name },
      ...(name === 'chatter' ? {} : { idempotencyKey: true }),
    })),
  };
  const host = { settings, errors: 'safe' as const, log };
  const work = await parts.openJobs(running, host, {
    jobs: parts.jobs,
    surface,
    files: keepInMemory(files),
  });
  work.start();
  const call: Fixture['call'] = async (name, args, caller = 'me') => {
    const tool = work.tools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`no tool ${name}`);
    const { signal } = new AbortController();
    const ctx = {
      ...{ signal, caller, clientCapabilities: {}, progress() {}, log() {} },
      ...NO_PARTS,
    };
    const result = await parts.callTool(
      { tool, inputSchema: {}, args, era: 'modern', ctx },
      { ...settings, errors: 'safe', log },
    );
    const [first, ...blocks] = result.content;
    const text = first?.type === 'text' ? first.text : '';
    const links = blocks.map((block) => ('uri' in block ? block.uri : block));
    return result.isError
      ? { error: String(JSON.parse(text).error), links }
      : { value: JSON.parse(text), links };
  };
  const status: Fixture['status'] = async (name, id, caller) => {
    const { value, error } = await call(`get_${name}_status`, { job_id: id }, caller);
    if (value === undefined) throw new Error(error);
    return value;
  };
  return {
    call,
    status,
    lines,
    files,
    async start(name, args, caller) {
      const { value, error } = await call(`start_${name}`, args, caller);
      if (value === undefined) throw new Error(error);
      return String(value.job_id);
    },
    ended: (name, id) =>
      waitFor(async () => {
        const now = await status(name, id);
        if (!/succeeded|failed|cancelled/.test(String(now.state))) throw new Error('not ended yet');
        return now;
      }),
    result: (name, id) => call(`get_${name}_result`, { job_id: id }),
    states: (id) =>
      lines.filter((line) => line.msg === 'job' && line.job === id).map(({ state }) => state),
    async stop(drain = 0) {
      await work.stop(drain);
      await work.close();
    },
  };
}

function keepInMemory(files: Fixture['files']) {
  return {
    async save(file: {
      readonly name: string;
      readonly mimeType: string;
      readonly data: Uint8Array | string;
      readonly keep?: number;
    }) {
      const { name, mimeType, keep = 0 } = file;
      const id = randomBytes(16).toString('hex');
      const data = Buffer.from(file.data);
      const saved = { id, name, mimeType, size: data.byteLength };
      files.set(id, { ...saved, data, keep });
      return saved;
    },
    url: ({ id }: { readonly id: string }) => `https://files.example/files/${id}`,
    async remove(ids: readonly string[]) {
      for (const id of ids) files.delete(id);
    },
  };
}
