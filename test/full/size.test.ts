// What a generated server takes at run time, held against its budgets: packages, and what they weigh on the disk.
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPO } from '../helpers/paths.ts';
import { runBin, scratch } from '../helpers/project.ts';
import { npmInstall } from '../helpers/run.ts';

/** In blocks of the disk, as `du` counts. */
const MB = 1024 * 1024;
/** What SQLite takes where the server may run on a Node without one. */
const LIBSQL_MB = 19;

test.each([
  ['plain calls', 20, 26, { tools: { only: ['add'] } }],
  ['jobs', 24, 28, {}],
  [
    'all that can be chosen',
    50,
    45,
    { auth: { kind: 'oauth' }, stores: { jobs: 'postgres', files: 's3' } },
  ],
  ['jobs, on Node 20', 30, 28 + LIBSQL_MB, { node: '20.19.0' }],
])(
  'a server with %s takes at most %d packages and %d MB',
  async (_what, packages, size, config) => {
    const server = await generate(config);
    await npmInstall(server, '--omit=dev', '--ignore-scripts');
    const installed = join(server, 'node_modules');
    const lock = JSON.parse(await readFile(join(installed, '.package-lock.json'), 'utf8'));
    const taken = {
      packages: Object.keys(lock.packages).length,
      size: (await sizeOf(installed)) / MB,
    };
    expect(taken.packages).toBeLessThanOrEqual(packages);
    expect(taken.size).toBeLessThanOrEqual(size);
  },
);

async function generate(answers: object): Promise<string> {
  const dir = await scratch('size');
  await cp(join(REPO, 'test/live/fixtures/jobs'), dir, { recursive: true });
  const server = join(dir, 'server');
  await mkdir(server);
  const config = {
    version: 1,
    name: 'size',
    source: '../src/lib.ts',
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker' },
    node: '22.13.0',
    ...answers,
  };
  await writeFile(join(server, 'mcp.config.json'), JSON.stringify(config));
  const written = await runBin('mcp-wrap', ['--out', server, '--yes', '--no-install'], {
    cwd: dir,
  });
  expect(written.code, written.stderr).toBe(0);
  return server;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.map(async ({ parentPath, name }) => {
    const { blocks } = await stat(join(parentPath, name));
    return 512 * blocks;
  });
  return (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
}
