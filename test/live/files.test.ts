// Files of a generated and built server: downloaded by plain clients, still there after a crash, refused settings.
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { connectLegacy, connectModern } from '../helpers/clients.ts';
import { buildFileServer } from '../helpers/file-server.ts';
import { runScript } from '../helpers/project.ts';
import { run } from '../helpers/run.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

const KEY = 'a key of a test, with 32 bytes or more';
const authorised = { headers: { authorization: `Bearer ${TOKEN}` } };

let project: string;
beforeAll(async () => {
  project = await buildFileServer('folder');
});

async function start(data?: string): Promise<RunningServer & { readonly data: string }> {
  const folder = data ?? (await mkdtemp(join(inject('live').tmp, 'files-')));
  const env = { DATA_DIR: folder, FILES_SIGNING_KEY: KEY };
  return { ...(await startServer(project, { env })), data: folder };
}

test.each([
  ['2026-07-28', connectModern],
  ['2025-11-25', connectLegacy],
])('a client of %s is given a file that it downloads', async (_revision, connect) => {
  const server = await start();
  const client = await connect(server.url, TOKEN);
  const { structured } = await client.call('table', { title: 'Größe' });
  const { uri, ...rest } = Object(structured);
  expect(rest).toEqual({ name: 'Größe.csv', mimeType: 'text/csv', size: 14 });
  const download = await fetch(uri);
  expect(await download.text()).toBe('title\nGröße\n');
  expect(download.headers.get('content-disposition')).toContain(`UTF-8''Gr%C3%B6%C3%9Fe.csv`);
  const stable = uri.split('?')[0];
  expect((await fetch(stable)).status).toBe(401);
  expect((await fetch(stable, authorised)).status).toBe(200);
  await client.call('dot', {});
  await client.close();
  expect(await server.stop()).toBe(0);
});

test('a stream of bytes becomes a file, also where it is longer than a result may be', async () => {
  const server = await start();
  const client = await connectModern(server.url, TOKEN);
  const { links } = await client.call('recording', {});
  const download = await fetch(links[0] ?? '');
  expect((await download.arrayBuffer()).byteLength).toBe(4_000_000);
  await client.close();
  expect(await server.stop()).toBe(0);
});

test('a file that a client was told of is there after the server was killed', async () => {
  const server = await start();
  const client = await connectModern(server.url, TOKEN);
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) => client.call('table', { title: `t${index}` })),
  );
  process.kill(server.pid, 'SIGKILL');
  const again = await start(server.data);
  for (const [index, { structured }] of results.entries()) {
    const { pathname, search } = new URL(Object(structured).uri);
    const download = await fetch(new URL(pathname + search, again.origin));
    expect(await download.text()).toBe(`title\nt${index}\n`);
  }
  expect((await readdir(join(again.data, 'files'))).filter((name) => /tmp$/.test(name))).toEqual(
    [],
  );
  expect(await again.stop()).toBe(0);
});

test('settings that cannot be are refused, without secrets', async () => {
  const env = {
    MCP_BEARER_TOKEN: TOKEN,
    MCP_PORT: '0',
    FILES_SIGNING_KEY: 'short',
    FILES_URL: 's3://key:hidden@bucket',
  };
  const refused = await run(process.execPath, ['dist/server.js'], { cwd: project, env });
  expect(refused.code).toBe(78);
  expect(refused.stderr).toContain('FILES_SIGNING_KEY has 5 bytes: expected at least 32');
  expect(refused.stderr).toContain('put "stores": {"files": "s3"} into mcp.config.json');
  expect(refused.stderr).not.toMatch(/hidden|short/);
});

test('the project type-checks and passes its own tests', async () => {
  await runScript(project, 'typecheck');
  await runScript(project, 'test');
});
