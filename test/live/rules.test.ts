// Rules per caller on a generated and built server, with both clients: lists, calls, jobs, tasks, files; and rules that change.
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { connectLegacy, connectModern, MODERN } from '../helpers/clients.ts';
import { jobEnd, startJob } from '../helpers/job-server.ts';
import { REPO } from '../helpers/paths.ts';
import { runBin, runScript, scratch } from '../helpers/project.ts';
import { cleanEnv } from '../helpers/run.ts';
import { type RunningServer, startServer } from '../helpers/server.ts';

const TOKENS = {
  alice: 'token-of-alice-0123456789',
  ops: 'token-of-ops-0123456789',
  eve: 'token-of-eve-0123456789',
};
const RENDER = ['start_render', 'get_render_status', 'get_render_result', 'cancel_render'];

let dir: string;
let project: string;
let server: RunningServer;
let env: Record<string, string>;

async function configure(callers: object): Promise<void> {
  const config = {
    version: 1,
    name: 'ruled',
    source: '../src/lib.ts',
    auth: { kind: 'bearer', callers },
    hosting: { kind: 'none' },
  };
  await writeFile(join(project, 'mcp.config.json'), JSON.stringify(config));
}

const wrap = (...args: string[]) => runBin('mcp-wrap', ['--out', 'server', ...args], { cwd: dir });

beforeAll(async () => {
  dir = await scratch('ruled');
  project = join(dir, 'server');
  await cp(join(REPO, 'test/live/fixtures/jobs'), dir, { recursive: true });
  await mkdir(project);
  await configure({ alice: ['render'], ops: '*' });
  const written = await wrap();
  expect(written.stderr + written.code).toMatch(/0$/);
  await runScript(project, 'build');
  env = {
    DATA_DIR: await mkdtemp(join(inject('live').tmp, 'data-')),
    MCP_BEARER_TOKEN: Object.entries(TOKENS)
      .map(([name, token]) => `${name}=${token}`)
      .join(),
  };
  server = await startServer(project, { env });
});
afterAll(async () => {
  expect(await server?.stop()).toBe(0);
});

test('the first token belongs to the caller who is shown everything', async () => {
  expect(await readFile(join(project, '.env'), 'utf8')).toMatch(/^MCP_BEARER_TOKEN=ops=mcp_/m);
});

describe.each([
  [MODERN, connectModern],
  ['2025-11-25', connectLegacy],
])('clients of %s', (_revision, connect) => {
  test('see and call what the rules show them, and nothing else', async () => {
    const [alice, ops, eve] = await Promise.all(
      [TOKENS.alice, TOKENS.ops, TOKENS.eve].map((token) => connect(server.url, token)),
    );
    const names = async (client = eve) => (await client?.list())?.map(({ name }) => name);
    expect(await names(alice)).toEqual(RENDER);
    expect(await names(ops)).toEqual(expect.arrayContaining([...RENDER, 'start_once']));
    expect(await names(eve)).toEqual([]);
    await expect(alice?.call('start_once', { n: 1, ms: 1 })).rejects.toThrow(
      'Unknown tool: start_once',
    );
    await expect(eve?.call('start_render', { frames: 1 })).rejects.toThrow(
      'Unknown tool: start_render',
    );
    await Promise.all([alice?.close(), ops?.close(), eve?.close()]);
  });
});

test('who starts it over stdio is shown everything', async () => {
  const client = new Client({ name: 'live-test', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['dist/server.js', '--stdio'],
    cwd: project,
    env: cleanEnv({ DATA_DIR: await mkdtemp(join(inject('live').tmp, 'data-')) }),
    stderr: 'ignore',
  });
  await client.connect(transport);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining([...RENDER, 'start_once']));
  const params = { name: 'start_once', arguments: { n: 1, ms: 1 } };
  expect((await client.callTool(params)).structuredContent).toMatchObject({ state: 'queued' });
  await client.close();
});

test('the generated tests pass as a caller who is shown some tools alone', async () => {
  const { stdout } = await runScript(project, 'test');
  expect(stdout).toContain('fail 0');
});

test('a job runs for its caller alone; who loses its tool loses the job, its task and, unnamed, its files', async () => {
  const alice = await connectModern(server.url, TOKENS.alice);
  const id = await startJob(alice, 'render', { frames: 2 });
  expect(await jobEnd(alice, 'render', id)).toMatchObject({ state: 'succeeded' });
  const { structured } = await alice.call('get_render_result', { job_id: id });
  const link = new URL(z.object({ url: z.string() }).parse(structured).url);
  const ops = await connectModern(server.url, TOKENS.ops);
  expect((await ops.call('get_render_result', { job_id: id })).texts).toEqual([
    JSON.stringify({ error: `no such job: ${id}` }),
  ]);
  expect(await task(id, TOKENS.alice)).toBe('completed');
  expect(await task(id, TOKENS.ops)).toBe('no such task');
  expect(await download(link.pathname, TOKENS.alice)).toBe(200);
  await Promise.all([alice.close(), ops.close()]);

  await configure({ alice: ['once'], ops: '*' });
  const stale = await wrap('--check', '--json');
  expect(stale.code).toBe(1);
  expect(JSON.parse(stale.stdout)).toEqual({
    clean: false,
    stale: ['src/wiring.gen.ts', 'test/caller.gen.ts', '.mcp/manifest.json'],
    edited: [],
    surface: [],
  });
  await restart();
  expect(await task(id, TOKENS.alice)).toBe('no such task');
  expect(await download(link.pathname, TOKENS.alice)).toBe(200);

  await configure({ ops: '*' });
  await restart();
  expect(await download(link.pathname, TOKENS.alice)).toBe(404);
  expect(await download(link.pathname, TOKENS.ops)).toBe(404);
});

async function restart(): Promise<void> {
  expect(await server.stop()).toBe(0);
  const written = await wrap('--no-install');
  expect(written.stderr + written.code).toMatch(/0$/);
  await runScript(project, 'build');
  server = await startServer(project, { env });
}

/** What the protocol's own task of a job says, to a client that follows tasks. */
async function task(taskId: string, token: string): Promise<string> {
  const capabilities = { extensions: { 'io.modelcontextprotocol/tasks': {} } };
  const client = new Client(
    { name: 'live-test', version: '1.0.0' },
    { capabilities, versionNegotiation: { mode: { pin: MODERN } } },
  );
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(server.url, { requestInit }));
  const answer = await client
    .request({ method: 'tasks/get', params: { taskId } }, z.looseObject({ status: z.string() }))
    .then(
      ({ status }) => status,
      (error: Error) => /no such task/.exec(error.message)?.[0] ?? error.message,
    );
  await client.close();
  return answer;
}

async function download(path: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(new URL(path, server.origin), { headers })).status;
}
