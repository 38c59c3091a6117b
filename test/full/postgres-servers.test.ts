// Several built servers and a worker over one PostgreSQL: any answers, the dead are replaced, the database may go away.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectLegacy, connectModern, type TestClient } from '../helpers/clients.ts';
import { buildJobServer, jobEnd, jobStatus, startJob, waitFor } from '../helpers/job-server.ts';
import { killRounds } from '../helpers/kill-rounds.ts';
import { installNode24 } from '../helpers/node24.ts';
import {
  PASSWORD,
  type Postgres,
  startPostgres,
  USER,
  whyNoPostgres,
} from '../helpers/postgres.ts';
import { runBin, runScript } from '../helpers/project.ts';
import { cleanEnv } from '../helpers/run.ts';
import { collect, type RunningServer, startServer, stop, TOKEN } from '../helpers/server.ts';

/** The fixture's server again, with PostgreSQL as an answer. */
async function buildReplica(): Promise<string> {
  const server = await buildJobServer();
  const file = join(server, 'mcp.config.json');
  const config: object = JSON.parse(await readFile(file, 'utf8'));
  const answers = { ...config, stores: { jobs: 'postgres' }, node: '22.13.0' };
  await writeFile(file, JSON.stringify(answers));
  const again = await runBin('mcp-wrap', ['--out', 'server', '--yes'], { cwd: dirname(server) });
  if (again.code !== 0) throw new Error(again.stderr);
  await runScript(server, 'build');
  return server;
}

const reason = whyNoPostgres();
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`;

describe.skipIf(reason !== undefined)(`servers that share PostgreSQL${skipped}`, () => {
  let node: string;
  let project: string;
  let cluster: Postgres;
  let databases = 0;
  beforeAll(async () => {
    [node, project, cluster] = await Promise.all([
      installNode24(),
      buildReplica(),
      startPostgres(),
    ]);
  });
  afterAll(() => cluster.end());

  /** The environment of servers that share an empty database and a folder for files. */
  async function shared(env: Record<string, string> = {}): Promise<Record<string, string>> {
    databases += 1;
    return {
      JOBS_URL: await cluster.createDatabase(`shared${databases}`),
      DATA_DIR: await mkdtemp(join(inject('live').tmp, 'data-')),
      ...env,
    };
  }

  async function serve(env: Record<string, string>): Promise<[RunningServer, TestClient]> {
    const server = await startServer(project, { node, env });
    return [server, await connectModern(server.url, TOKEN)];
  }

  function runs(client: TestClient, tool: string, id: string): Promise<void> {
    return waitFor(async () => {
      expect((await jobStatus(client, tool, id)).state).toBe('running');
    });
  }

  test('a server killed with -9 is replaced within 20 s, by the policy of each job', async () => {
    const env = await shared();
    const [owner, starter] = await serve(env);
    const again = await startJob(starter, 'repeat', { n: 1, ms: 5000 });
    const never = await startJob(starter, 'once', { n: 2, ms: 60_000 });
    await runs(starter, 'repeat', again);
    await runs(starter, 'once', never);
    const other = await startServer(project, { node, env });
    const client = await connectLegacy(other.url, TOKEN);
    expect((await jobStatus(client, 'once', never)).state).toBe('running');
    process.kill(owner.pid, 'SIGKILL');
    const error = async () => (await jobStatus(client, 'once', never)).error;
    await expect.poll(error, { timeout: 20_000 }).toBe('interrupted');
    expect(await jobEnd(client, 'repeat', again)).toMatchObject({ state: 'succeeded' });
    expect(other.stderr()).toMatch(new RegExp(`"job":"${again}".*"state":"running","attempt":2`));
    await client.close();
    expect(await other.stop()).toBe(0);
  });

  test('what a stopping server does not finish, another one runs again', async () => {
    const env = await shared({ DRAIN_SECONDS: '1' });
    const [first, starter] = await serve(env);
    const id = await startJob(starter, 'repeat', { n: 7, ms: 4000 });
    await runs(starter, 'repeat', id);
    const [other, client] = await serve(env);
    await starter.close();
    expect(await first.stop()).toBe(0);
    expect(await jobEnd(client, 'repeat', id)).toMatchObject({ state: 'succeeded' });
    await client.close();
    await other.stop();
  });

  test('a worker runs jobs without HTTP, and cancels what a server is told to', async () => {
    const env = await shared({ JOBS_CONCURRENCY: '1' });
    const [server, client] = await serve(env);
    await runs(client, 'once', await startJob(client, 'once', { n: 1, ms: 120_000 }));
    const worker = spawn(node, ['dist/worker.js'], {
      cwd: project,
      env: cleanEnv(env),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const log = collect(worker);
    expect(await log.find(/"msg":"working"/)).toBeDefined();
    const file = await startJob(client, 'render', { frames: 3 });
    expect(await jobEnd(client, 'render', file)).toMatchObject({ state: 'succeeded' });
    const { structured } = await client.call('get_render_result', { job_id: file });
    expect(structured).toMatchObject({ files: [{ name: 'frames.txt', size: 18 }] });
    const long = await startJob(client, 'repeat', { n: 2, ms: 120_000 });
    await runs(client, 'repeat', long);
    await client.call('cancel_repeat', { job_id: long });
    expect(await jobEnd(client, 'repeat', long)).toMatchObject({ state: 'cancelled' });
    for (const id of [file, long]) expect(log.text).toContain(`"job":"${id}"`);
    expect(await stop(worker)).toBe(0);
    await client.close();
    process.kill(server.pid, 'SIGKILL');
  });

  test('without its database a server lives and says so; with it again all goes on', async () => {
    const env = await shared();
    const [server, client] = await serve(env);
    const id = await startJob(client, 'once', { n: 3, ms: 8000 });
    await runs(client, 'once', id);
    await cluster.stop('immediate');
    const refused = await client.call('start_once', { n: 4, ms: 1 });
    expect([refused.isError, refused.texts]).toEqual([
      true,
      [expect.stringContaining('job store')],
    ]);
    const status = await client.call('get_once_status', { job_id: id });
    expect([status.isError, status.texts.join()]).toEqual([
      true,
      expect.not.stringContaining('no such job'),
    ]);
    expect((await fetch(new URL('/healthz', server.origin))).status).toBe(200);
    await cluster.start();
    expect(await jobEnd(client, 'once', id)).toMatchObject({ state: 'succeeded' });
    const next = await waitFor(() => startJob(client, 'once', { n: 5, ms: 1 }));
    expect(await jobEnd(client, 'once', next)).toMatchObject({ state: 'succeeded' });
    const told = [server.stderr(), ...refused.texts, ...status.texts].join('\n');
    expect(told).not.toMatch(new RegExp(`${PASSWORD}|${USER}`));
    await client.close();
    expect(await server.stop()).toBe(0);
  });

  test('20 rounds of kill -9 lose nothing that was acknowledged', async () => {
    const audit = await killRounds(project, { rounds: 20, env: await shared(), node });
    expect(audit.acknowledged).toBeGreaterThan(100);
    expect(audit.wrong).toEqual([]);
  });
});
