// create-mcp-server from an empty folder to an answered call: starter, dev, token, smoke, stdio.
import { spawn } from 'node:child_process';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeAll, expect, test, vi } from 'vitest';
import { connectLegacy, connectModern } from '../helpers/clients.ts';
import { runBin, runScript, scratch } from '../helpers/project.ts';
import { cleanEnv, type RunResult, run } from '../helpers/run.ts';
import { collect, freePort, listening, startServer, stop, TOKEN } from '../helpers/server.ts';

let project: string;
let created: RunResult;

beforeAll(async () => {
  const parent = await scratch('create');
  project = join(parent, 'hello-server');
  created = await runBin('create-mcp-server', ['hello-server', '--yes'], { cwd: parent });
  expect(created.code, created.stderr).toBe(0);
  await runScript(project, 'build');
});

test('ends with two commands and leaves a git repository without a commit', async () => {
  const [first, second] = created.stdout.trimEnd().split('\n').slice(-2);
  for (const command of [first, second]) {
    expect(command?.trim()).toMatch(
      /^(cd hello-server|npm (--prefix hello-server )?(run \w+|start))$/,
    );
  }
  expect((await readFile(join(project, '.git/HEAD'), 'utf8')).trim()).toBe('ref: refs/heads/main');
  await expect(access(join(project, '.git/refs/heads/main'))).rejects.toThrow();
});

test('makes one fresh token, readable by its owner alone and kept out of git', async () => {
  expect(await ownToken()).toMatch(/^\S{32,}$/);
  if (process.platform !== 'win32') {
    expect((await stat(join(project, '.env'))).mode & 0o777).toBe(0o600);
  }
  expect((await run('git', ['check-ignore', '.env'], { cwd: project })).code).toBe(0);
});

test('type-checks and passes its own tests', async () => {
  await runScript(project, 'typecheck');
  await runScript(project, 'test');
});

test('starts with the token it was given, answers, and passes the smoke test', async () => {
  const server = await startServer(project, { credentials: 'project' });
  const token = await ownToken();
  const client = await connectModern(server.url, token);
  expect((await client.call('add', { a: 2, b: 40 })).structured).toEqual({ result: 42 });
  await client.close();

  const header = ['--header', `Authorization: Bearer ${token}`];
  const smoke = await runScript(project, 'smoke', [server.url.href, ...header]);
  expect(smoke.stdout).toContain('add');
  const refused = await run('npm', ['run', 'smoke', '--', server.url.href], { cwd: project });
  expect(refused.code).not.toBe(0);
  expect(await server.stop()).toBe(0);
});

test('refuses to start without a credential: exit 78, naming the variable', async () => {
  const refused = await run(process.execPath, ['dist/server.js'], {
    cwd: project,
    env: { MCP_PORT: '0', MCP_BEARER_TOKEN: '' },
  });
  expect(refused.code).toBe(78);
  expect(refused.stderr).toContain('MCP_BEARER_TOKEN');
});

test('npm run token makes a token whose hash form the server accepts', async () => {
  const made = await runScript(project, 'token', ['--name', 'ci']);
  const token = /mcp_[\w-]{40,}/.exec(made.stdout)?.[0] ?? '';
  const hashed = /ci=sha256:[0-9a-f]{64}/.exec(made.stdout)?.[0] ?? '';
  const server = await startServer(project, { env: { MCP_BEARER_TOKEN: hashed } });
  const client = await connectLegacy(server.url, token);
  expect((await client.list()).map((tool) => tool.name)).toContain('echo');
  await client.close();
  await server.stop();
});

test('serves stdio', async () => {
  const client = new Client({ name: 'live-test', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['dist/server.js', '--stdio'],
      cwd: project,
      env: cleanEnv(),
      stderr: 'ignore',
    }),
  );
  const answer = await client.callTool({ name: 'echo', arguments: { text: 'over stdio' } });
  expect(answer.content).toEqual([{ type: 'text', text: 'over stdio' }]);
  await client.close();
});

test('dev restarts the server when the module changes, and ends cleanly', async () => {
  const port = await freePort();
  const dev = spawn(process.execPath, ['scripts/dev.mjs'], {
    cwd: project,
    env: cleanEnv({ MCP_PORT: String(port), MCP_BEARER_TOKEN: TOKEN }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = collect(dev);
  try {
    const url = new URL('/mcp', await listening(dev, log));
    expect(await sum(url)).toEqual({ result: 3 });
    const lib = join(project, 'src/lib.ts');
    const text = await readFile(lib, 'utf8');
    expect(text).toContain('a + b');
    await writeFile(lib, text.replace('a + b', 'a + b + 1000'));
    await vi.waitFor(async () => expect(await sum(url)).toEqual({ result: 1003 }), {
      timeout: 60_000,
      interval: 100,
    });
  } finally {
    await stop(dev);
  }
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});

async function ownToken(): Promise<string> {
  const env = await readFile(join(project, '.env'), 'utf8');
  return /^MCP_BEARER_TOKEN=['"]?(?:\w+=)?([^\s'"]+)/m.exec(env)?.[1] ?? '';
}

async function sum(url: URL): Promise<unknown> {
  const client = await connectModern(url, TOKEN);
  try {
    return (await client.call('add', { a: 1, b: 2 })).structured;
  } finally {
    await client.close();
  }
}
