// Jobs of a generated and built server, as its clients see them: to the file, through SIGTERM, with a full queue.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { connectLegacy, connectModern } from '../helpers/clients.ts';
import { buildJobServer, jobEnd, jobStatus, startJob, waitFor } from '../helpers/job-server.ts';
import { killRounds } from '../helpers/kill-rounds.ts';
import { cleanEnv } from '../helpers/run.ts';
import { startServer, TOKEN } from '../helpers/server.ts';

let project: string;
beforeAll(async () => {
  project = await buildJobServer('--include-dangerous', 'wait');
});

function dataDir(): Promise<string> {
  return mkdtemp(join(inject('live').tmp, 'data-'));
}

describe.each([
  ['2026-07-28', connectModern],
  ['2025-11-25', connectLegacy],
])('a client of %s', (_revision, connect) => {
  test('starts a job, follows it, and downloads its file', async () => {
    const server = await startServer(project, { env: { DATA_DIR: await dataDir() } });
    const client = await connect(server.url, TOKEN);
    const names = (await client.list()).map(({ name }) => name);
    const four = ['start_render', 'get_render_status', 'get_render_result', 'cancel_render'];
    expect(names).toEqual(expect.arrayContaining(four));
    expect(names).not.toContain('render');

    const id = await startJob(client, 'render', { frames: 20 });
    const end = await jobEnd(client, 'render', id);
    expect(end).toEqual({
      job_id: id,
      state: 'succeeded',
      stage: 20,
      total_stages: 20,
      message: '[20/20] rendering frames',
      error: null,
    });
    const { structured } = await client.call('get_render_result', { job_id: id });
    const file = { name: 'frames.txt', mimeType: 'text/plain', size: 120 };
    const url: unknown = expect.stringContaining(`${server.origin}/files/`);
    expect(structured).toEqual({
      ready: true,
      result: { frames: 20 },
      files: [{ ...file, url }],
      url,
    });
    const link = urlOf(structured);
    const downloaded = await fetch(link);
    expect(downloaded.status).toBe(200);
    expect(await downloaded.text()).toBe('frame\n'.repeat(20));
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await fetch(new URL(link.pathname, link), { headers })).status).toBe(200);
    expect((await fetch(new URL(link.pathname, link))).status).toBe(401);
    const states = server.stderr().matchAll(new RegExp(`"job":"${id}".*"state":"(\\w+)"`, 'g'));
    expect([...states].map(([, state]) => state)).toEqual(['queued', 'running', 'succeeded']);
    await client.close();
    expect(await server.stop()).toBe(0);
  });

  test('gets the bytes that a job returns as a file', async () => {
    const server = await startServer(project, { env: { DATA_DIR: await dataDir() } });
    const client = await connect(server.url, TOKEN);
    const id = await startJob(client, 'bytes', {});
    await jobEnd(client, 'bytes', id);
    const { structured } = await client.call('get_bytes_result', { job_id: id });
    expect(structured).toMatchObject({ ready: true, result: null, files: [{ name: 'bytes.png' }] });
    const downloaded = await fetch(urlOf(structured));
    expect(downloaded.headers.get('content-type')).toBe('image/png');
    expect((await downloaded.arrayBuffer()).byteLength).toBe(8);
    await client.close();
    await server.stop();
  });
});

test('over stdio a job runs, its file is at hand, and what it prints is no message', async () => {
  const client = new Client({ name: 'live-test', version: '1.0.0' });
  const problems: Error[] = [];
  client.onerror = (error) => void problems.push(error);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['dist/server.js', '--stdio'],
    cwd: project,
    env: cleanEnv({ DATA_DIR: await dataDir() }),
    stderr: 'pipe',
  });
  let log = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    log += String(chunk);
  });
  await client.connect(transport);
  const started = await client.callTool({ name: 'start_bytes', arguments: {} });
  const job = started.structuredContent;
  let result: unknown;
  await waitFor(async () => {
    const params = { name: 'get_bytes_result', arguments: { job_id: idOf(job) } };
    result = (await client.callTool(params)).structuredContent;
    expect(result).toMatchObject({ ready: true });
  });
  const link = urlOf(result);
  expect((await (await fetch(link)).arrayBuffer()).byteLength).toBe(8);
  expect((await fetch(new URL(link.pathname, link))).status).toBe(404);
  expect((await fetch(link, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  await waitFor(async () => expect(log).toContain('eight bytes'));
  expect(problems).toEqual([]);
  await client.close();
});

test('SIGTERM in the middle: what runs ends, what waits stays, exit 0, nothing is lost', async () => {
  const env = { DATA_DIR: await dataDir(), JOBS_CONCURRENCY: '2', DRAIN_SECONDS: '4' };
  const server = await startServer(project, { env });
  const client = await connectModern(server.url, TOKEN);
  const short = await startJob(client, 'once', { n: 1, ms: 1500 });
  const long = await startJob(client, 'once', { n: 2, ms: 600_000 });
  const waiting = await startJob(client, 'once', { n: 3, ms: 1 });
  for (const id of [short, long]) {
    await waitFor(async () => {
      expect((await jobStatus(client, 'once', id)).state).toBe('running');
    });
  }
  await client.close();
  expect(await server.stop()).toBe(0);

  const again = await startServer(project, { env });
  const after = await connectModern(again.url, TOKEN);
  const result = await after.call('get_once_result', { job_id: short });
  expect(result.structured).toEqual({ ready: true, result: 1, files: [] });
  expect(await jobEnd(after, 'once', long)).toMatchObject({ error: 'interrupted' });
  expect(await jobEnd(after, 'once', waiting)).toMatchObject({ state: 'succeeded' });
  await after.close();
  expect(await again.stop()).toBe(0);
});

test('SIGTERM while a job waits in execSync: exit 0 in time, and its end is known', async () => {
  const env = { DATA_DIR: await dataDir(), DRAIN_SECONDS: '1' };
  const server = await startServer(project, { env });
  const client = await connectModern(server.url, TOKEN);
  const id = await startJob(client, 'wait', { seconds: 600 });
  await waitFor(async () => {
    expect((await jobStatus(client, 'wait', id)).state).toBe('running');
  });
  await client.close();
  const began = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(6000);
  const again = await startServer(project, { env });
  const after = await connectModern(again.url, TOKEN);
  expect(await jobEnd(after, 'wait', id)).toMatchObject({ state: 'failed', error: 'interrupted' });
  await after.close();
  expect(await again.stop()).toBe(0);
});

test('200 starts at once with a queue of 100: 100 are accepted, 100 are refused clearly', async () => {
  const env = { JOBS_CONCURRENCY: '1', JOBS_MAX_QUEUED: '100', MAX_CONCURRENT: 'off' };
  const server = await startServer(project, {
    env: { ...env, DATA_DIR: await dataDir(), DRAIN_SECONDS: '0' },
  });
  const client = await connectModern(server.url, TOKEN);
  const running = await startJob(client, 'once', { n: 0, ms: 600_000 });
  await waitFor(async () => {
    expect((await jobStatus(client, 'once', running)).state).toBe('running');
  });
  const starts = Array.from({ length: 200 }, (_, n) => client.call('start_once', { n, ms: 1 }));
  const answers = await Promise.all(starts);
  const accepted = answers.filter(({ isError }) => !isError);
  expect(accepted).toHaveLength(100);
  const refused = new Set(answers.flatMap(({ isError, texts }) => (isError ? texts : [])));
  expect([...refused]).toEqual([expect.stringMatching(/^\{"error":"queue full: /)]);
  expect(new Set(accepted.map(({ texts }) => texts[0])).size).toBe(100);
  await client.close();
  expect(await server.stop()).toBe(0);
});

test('kill -9 at random points: nothing acknowledged is lost', async () => {
  const audit = await killRounds(project, { rounds: 3, env: { DATA_DIR: await dataDir() } });
  expect(audit.acknowledged).toBeGreaterThan(10);
  expect(audit.wrong).toEqual([]);
});

function idOf(structured: unknown): unknown {
  return typeof structured === 'object' && structured !== null && 'job_id' in structured
    ? structured.job_id
    : undefined;
}

function urlOf(structured: unknown): URL {
  const url =
    typeof structured === 'object' && structured !== null && 'url' in structured
      ? structured.url
      : undefined;
  return new URL(String(url));
}
