// npm run bench:jobs: durable jobs per second, and how long answers take while every worker burns CPU.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { npm, startServer } from '../../../scripts/demo/programs.mjs';

const REPO = fileURLToPath(new URL('../../..', import.meta.url));
const TOKEN = 'bench-token-0123456789-0123456789-0123';
const WORKERS = 2;
const BURN_MS = 600_000;
const SECONDS = 5;
const CLIENTS = 8;
/** Milliseconds in which 99 of 100 answers have to come. */
const BAR = 50;

const tmp = await realpath(await mkdtemp(join(tmpdir(), 'create-mcp-server-bench-')));
try {
  const server = await build();
  await withServer(server, 'throughput', throughput);
  await withServer(server, 'latency', latency);
} finally {
  await rm(tmp, { recursive: true, force: true });
}

async function build() {
  await cp(join(REPO, 'test/live/fixtures/jobs'), join(tmp, 'jobs'), { recursive: true });
  const wrap = [join(REPO, 'dist/cli/wrap.js'), './src/lib.ts', '--out', 'server', '--yes'];
  await promisify(execFile)(process.execPath, wrap, { cwd: join(tmp, 'jobs') });
  const server = join(tmp, 'jobs/server');
  await npm(server, ['run', '--silent', 'build']);
  return server;
}

async function withServer(project, name, measure) {
  const running = await startServer(project, {
    MCP_BEARER_TOKEN: TOKEN,
    DATA_DIR: join(tmp, name),
    JOBS_CONCURRENCY: String(WORKERS),
    JOBS_MAX_QUEUED: '1000000',
    DRAIN_SECONDS: '0',
  });
  try {
    await measure(running.url);
  } finally {
    await running.stop();
  }
}

/** Starts that were acknowledged, which means committed, and jobs that ended, with their results kept. */
async function throughput(url) {
  const ids = [];
  const until = performance.now() + SECONDS * 1000;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < until) {
        ids.push((await call(url, 'start_once', { n: 1, ms: 0 })).job_id);
      }
    }),
  );
  const acknowledged = (performance.now() - began) / 1000;
  await ended(url, 'once', ids.at(-1));
  const all = (performance.now() - began) / 1000;
  report('acknowledged starts', `${Math.round(ids.length / acknowledged)} /s`);
  report('jobs from start to end', `${Math.round(ids.length / all)} /s`);
}

/** Before, and while every worker burns CPU; this program takes its share of the same cores. */
async function latency(url) {
  const healthz = new URL('/healthz', url);
  const add = () => call(url, 'add', { a: 1, b: 2 });
  const health = async () => (await fetch(healthz)).text();
  await percentiles('a tool, all idle', add);
  await percentiles('/healthz, all idle', health);
  const burning = [];
  for (let count = 0; count < WORKERS; count += 1) {
    burning.push((await call(url, 'start_burn', { ms: BURN_MS })).job_id);
  }
  const status = (id) => call(url, 'get_burn_status', { job_id: id });
  for (const id of burning) {
    while ((await status(id)).state !== 'running');
  }
  const worst = [
    await percentiles('status', () => status(burning[0])),
    await percentiles('another tool', add),
    await percentiles('/healthz', health),
  ];
  for (const id of burning) {
    if ((await status(id)).state !== 'running')
      throw new Error('the workers did not burn all the time');
    await call(url, 'cancel_burn', { job_id: id });
  }
  if (worst.some((p99) => p99 >= BAR)) process.exitCode = 1;
}

async function percentiles(what, ask) {
  const times = [];
  for (let count = 0; count < 500; count += 1) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)];
  report(`${what}, p50`, `${at(0.5).toFixed(1)} ms`);
  report(`${what}, p99`, `${at(0.99).toFixed(1)} ms`, `< ${BAR} ms`);
  return at(0.99);
}

async function ended(url, tool, id) {
  for (;;) {
    const { state } = await call(url, `get_${tool}_status`, { job_id: id });
    if (/succeeded|failed|cancelled/.test(state)) return;
  }
}

/** Without a client library, whose own time is not the server's: one request, one JSON answer. */
async function call(url, name, args) {
  const params = { name, arguments: args };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  });
  const { result, error } = await answer.json();
  if (error !== undefined || result.isError) throw new Error(JSON.stringify(error ?? result));
  return result.structuredContent;
}

function report(what, measured, bar = '-') {
  process.stdout.write(`${what.padEnd(26)}${measured.padStart(10)}   bar ${bar}\n`);
}
