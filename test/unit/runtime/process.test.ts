// The server as a process of its own: refusals, signals, tokens read again, stdio.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, eventually, raw, rpc } from './raw.ts';

const root = join(import.meta.dirname, '../../..');
/** Beside the installed packages, so that the bundle finds them. */
const project = join(root, 'node_modules/.cache/runtime-test', String(process.pid));
const file = join(project, 'dist/server.js');
const children: ChildProcess[] = [];

beforeAll(async () => {
  await mkdir(project, { recursive: true });
  await build({
    entryPoints: [join(root, 'templates/project/src/server.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [
      {
        name: 'wiring',
        setup({ onResolve }) {
          const path = join(import.meta.dirname, 'project/wiring.gen.ts');
          onResolve({ filter: /^\.\/wiring\.gen\.ts$/ }, () => ({ path }));
        },
      },
    ],
  });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(project, { recursive: true }));

interface Started {
  readonly child: ChildProcess;
  stderr(): string;
  exited(): Promise<number | null>;
}

function start(env: Record<string, string> = {}): Started {
  const { PATH = '' } = process.env;
  const all = { PATH, MCP_PORT: '0', ...env };
  const child = spawn(process.execPath, [file], { env: all, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  const closed = once(child, 'close');
  const exited = async () => {
    await closed;
    return child.exitCode;
  };
  return { child, stderr: () => text, exited };
}

async function startListening(env: Record<string, string>) {
  const started = start(env);
  await eventually(started.stderr).toMatch(/"msg":"listening"/);
  const port = Number(/"url":"http:\/\/127\.0\.0\.1:(\d+)\/mcp"/.exec(started.stderr())?.[1]);
  return { ...started, port };
}

describe('start', () => {
  it('refuses without a token, naming every problem and the way out', async () => {
    const { stderr, exited } = start({ MAX_BODY: 'many', TOOL_TIMEOUT: '5 minutes' });
    expect(await exited()).toBe(78);
    expect(stderr()).toMatch(/MCP_BEARER_TOKEN .*npm run token/);
    expect(stderr()).toMatch(/MAX_BODY is "many"/);
    expect(stderr()).toMatch(/TOOL_TIMEOUT is "5 minutes"/);
  });

  it('loads the .env of its project, where set variables win, and refuses a busy port', async () => {
    await writeFile(join(project, '.env'), 'MCP_BEARER_TOKEN=from-file\nMCP_PORT=1\n');
    const { port, child, exited, stderr } = await startListening({});
    const headers = { authorization: 'Bearer from-file' };
    expect((await raw(port, { headers, body: rpc('tools/list') })).status).toBe(200);
    const second = start({ MCP_PORT: String(port) });
    expect(await second.exited()).toBe(78);
    expect(second.stderr()).toMatch(new RegExp(`port ${port} .* in use.*MCP_PORT`));
    await rm(join(project, '.env'));

    // The same process, as starting one is what takes long here: a second signal exits at once.
    const cut = raw(port, { headers, body: call('wait', { name: 'x' }) }).catch(() => 'cut');
    await eventually(stderr).toMatch(/waiting/);
    child.kill('SIGINT');
    await eventually(stderr).toMatch(/stopping/);
    child.kill('SIGINT');
    expect(await exited()).toBe(1);
    expect(await cut).toBe('cut');
  });
});

describe('signals', () => {
  it('SIGHUP reads the tokens again unless they are broken, SIGTERM finishes what runs', async () => {
    const tokens = join(project, 'tokens');
    await writeFile(tokens, '# rotation\nold\n');
    const { child, port, exited, stderr } = await startListening({ MCP_BEARER_TOKEN_FILE: tokens });
    const status = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await raw(port, { headers, body: rpc('tools/list') })).status;
    };
    expect([await status('old'), await status('new')]).toEqual([200, 401]);
    await writeFile(tokens, 'a=old\nb=new\n');
    child.kill('SIGHUP');
    await eventually(() => status('new')).toBe(200);
    await writeFile(tokens, '');
    child.kill('SIGHUP');
    await eventually(stderr).toMatch(/those before stay valid/);
    expect([await status('old'), await status('new')]).toEqual([200, 200]);

    const headers = { authorization: 'Bearer new' };
    const slow = raw(port, { headers, body: call('pause', {}) });
    await eventually(stderr).toMatch(/pausing/);
    child.kill('SIGTERM');
    expect((await slow).text).toContain('rested');
    expect(await exited()).toBe(0);
  });
});

describe('wrapped code outside of its calls', () => {
  it('ends the process with the reason in the log when it throws', async () => {
    const { port, exited, stderr } = await startListening({ MCP_BEARER_TOKEN: 'secret' });
    const headers = { authorization: 'Bearer secret' };
    await raw(port, { headers, body: call('fail', { how: 'stray' }) }).catch(() => 'cut');
    expect(await exited()).toBe(1);
    const [last, before] = stderr()
      .trim()
      .split('\n')
      .reverse()
      .map((line) => JSON.parse(line));
    expect(before).toMatchObject({ level: 'fatal', err: { message: 'a trap at secret-place' } });
    expect(last).toMatchObject({ msg: 'stopped', code: 1 });
  });
});

describe('stdio', () => {
  it.each(['2026-07-28', 'legacy'])(
    'serves %s with a chatty module, without a token',
    async (era) => {
      const mode = era === 'legacy' ? 'legacy' : { pin: era };
      const client = new Client({ name: 'c', version: '1' }, { versionNegotiation: { mode } });
      await client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [file, '--stdio'],
          stderr: 'ignore',
        }),
      );
      expect(client.getNegotiatedProtocolVersion()).toBe(era === 'legacy' ? '2025-11-25' : era);
      expect((await client.listTools()).tools).toHaveLength(12);
      expect(await client.callTool({ name: 'add', arguments: { a: 1, b: 2 } })).toMatchObject({
        structuredContent: { result: 3 },
      });
      expect(await client.callTool({ name: 'touch', arguments: {} })).toMatchObject({
        content: [{ text: 'ok' }],
      });
      await client.close();
    },
  );

  it('answers what was asked before its input ended', async () => {
    const child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    children.push(child);
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'pipe', version: '1' },
    };
    const messages = [
      { jsonrpc: '2.0', id: 1, method: 'initialize', params },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'pause', arguments: {} } },
    ];
    child.stdin.end(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
    const [text, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')]);
    expect(text).toContain('rested');
    expect(code).toBe(0);
  });
});
