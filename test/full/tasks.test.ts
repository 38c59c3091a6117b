// Native tasks, judged by the public conformance suite, which runs on Node 24.
import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installNode24 } from '../helpers/node24.ts';
import { REPO } from '../helpers/paths.ts';
import { runBin, runScript, scratch } from '../helpers/project.ts';
import { type RenamingProxy, startProxy } from '../helpers/renaming-proxy.ts';
import { npmInstall, run } from '../helpers/run.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

const SUITE = '@modelcontextprotocol/conformance';
const JOBS = ['slow_compute', 'failing_job', 'confirm_delete', 'multi_input'];
/** With the checks that have to pass: of the lifecycle, one is about a tool that fails in the protocol, which none of ours can. */
const SCENARIOS = {
  'tasks-lifecycle': 8,
  'tasks-capability-negotiation': 5,
  'tasks-wire-fields': 4,
  'tasks-request-state-removal': 3,
  'tasks-mrtr-input': 4,
  'tasks-request-headers': 5,
  'tasks-dispatch-and-envelope': 9,
};

let node24: string;
let suite: string;
let server: RunningServer;
let proxy: RenamingProxy;

beforeAll(async () => {
  const project = await build();
  node24 = await installNode24();
  suite = await scratch('conformance');
  await npmInstall(suite, '--prefix', suite, `${SUITE}@0.2.0-alpha.12`);
  const env = { DATA_DIR: await mkdtemp(join(inject('live').tmp, 'data-')) };
  server = await startServer(project, { env });
  proxy = await startProxy(server.url, TOKEN, JOBS);
});

afterAll(async () => {
  proxy?.close();
  await server?.stop();
});

describe('the conformance suite', () => {
  test.each(Object.entries(SCENARIOS))('passes %s', async (scenario, checks) => {
    const program = join(suite, 'node_modules', SUITE, 'dist/index.js');
    const args = [program, 'server', '--url', proxy.url, '--scenario', scenario];
    const { stdout } = await run(node24, args, { cwd: suite });
    const passed = stdout.match(/^Passed: (\d+)\/\d+/m)?.[1];
    expect(Number(passed), stdout).toBe(checks);
  });
});

async function build(): Promise<string> {
  const dir = await scratch('tasks');
  await cp(join(REPO, 'test/full/fixtures/tasks'), dir, { recursive: true });
  const wrap = ['./src/lib.ts', '--out', 'server', '--yes'];
  const written = await runBin('mcp-wrap', wrap, { cwd: dir });
  if (written.code !== 0) throw new Error(written.stderr);
  const server = join(dir, 'server');
  await runScript(server, 'typecheck');
  await runScript(server, 'build');
  return server;
}
