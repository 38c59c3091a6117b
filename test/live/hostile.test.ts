// A module full of attack text: what is emitted type-checks and runs, and the text stays data.
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectModern, type TestClient } from '../helpers/clients.ts';
import { REPO } from '../helpers/paths.ts';
import { readTree, runBin, runScript, scratch, shareServerPackages } from '../helpers/project.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

let dir: string;
let project: string;
let server: RunningServer;
let client: TestClient;

beforeAll(async () => {
  dir = join(await scratch('hostile'), "it's a `folder` {{name}}");
  project = join(dir, 'mcp-server');
  await cp(join(REPO, 'test/helpers/fixtures/hostile'), dir, { recursive: true });
  const written = await runBin('mcp-wrap', ['./src/lib.ts', '--yes', '--no-install'], { cwd: dir });
  expect(written.code, written.stderr).toBe(0);
  await shareServerPackages(project);
  await runScript(project, 'build');
  server = await startServer(project);
  client = await connectModern(server.url, TOKEN);
});

afterAll(async () => {
  await client?.close();
  await server?.stop();
});

test('type-checks', async () => {
  await runScript(project, 'typecheck');
});

test('every literal is served and taken as the text it is', async () => {
  const tool = (await client.list()).find((entry) => entry.name === 'traps');
  const { properties } = JSON.parse(JSON.stringify(tool?.inputSchema));
  expect(properties.trap.enum).toHaveLength(11);
  for (const trap of properties.trap.enum) {
    expect((await client.call('traps', { trap })).structured).toEqual({ trap });
  }
});

test('property names stay names', async () => {
  const value = JSON.parse(await readFile(join(dir, 'odd.json'), 'utf8'));
  const { structured } = await client.call('odd', value);
  expect(structured).toEqual({ names: Object.keys(value).sort(), same: value });
});

test('tools whose names clash or had to be made legal are called', async () => {
  const names = (await client.list()).map((tool) => tool.name);
  expect(names).toEqual(expect.arrayContaining(['class', 'z', 'tools', 'lib', 'toString']));
  for (const name of names) expect(name).toMatch(/^[A-Za-z_][\w-]{0,63}$/);
  expect((await client.call('class', {})).texts).toEqual(['a reserved word']);
  expect((await client.call('z', { lib: 'a', tool: 1 })).structured).toEqual({ z: 'a1' });
  expect((await client.call('tools', { values: ['a'] })).structured).toEqual({ count: 1 });
  const all = await client.call('lib', { args: 'a', ctx: 1, call: true });
  expect(all.structured).toEqual({ all: 'a1true' });
  expect((await client.call('toString', {})).texts).toEqual(['mine']);
});

test('the default is the function’s own', async () => {
  expect((await client.call('defaults', {})).texts[0]).toContain('{{pwned}}');
});

test('nothing got out of its quotes', async () => {
  expect((await client.call('pwned', {})).structured).toEqual({ result: false });
  const files = [...(await readdir(dir)), ...(await readTree(project)).keys()];
  expect(files.filter((file) => file.includes('pwned'))).toEqual([]);
});
