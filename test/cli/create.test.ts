// create-mcp-server in process: which folder it takes, which it refuses, and what it leaves there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const config = (folder: string) =>
  JSON.parse(readFileSync(join(world.dir, folder, 'mcp.config.json'), 'utf8'));

it('makes a starter in a new folder, with a repository and no commit', async () => {
  const ran = await world.create('hello', '--yes');
  expect(ran.code).toBe(0);
  expect(config('hello')).toMatchObject({ name: 'hello', source: './src/lib.ts' });
  expect(world.orders.map(({ command, args }) => [command, ...args].join(' '))).toEqual([
    'git init --quiet -b main',
    'npm install --no-audit --no-fund',
  ]);
  expect(ran.stdout.trimEnd().split('\n').slice(-2)).toEqual(['  cd hello', '  npm run dev']);
});

it('never starts a repository inside one', async () => {
  world.file('.git/HEAD', 'ref: refs/heads/main\n');
  await world.create('hello', '--yes', '--no-install');
  expect(world.orders).toEqual([]);
});

it('starts no repository with --no-git', async () => {
  await world.create('hello', '--yes', '--no-install', '--no-git');
  expect(world.orders).toEqual([]);
});

it('wraps the source of --from beside its package.json', async () => {
  const ran = await world.create('--from', './src/lib.ts', '--yes', '--no-install');
  expect(ran.code).toBe(0);
  expect(config('mcp-server')).toMatchObject({ name: 'notes', source: '../src/lib.ts' });
  expect(world.orders).toEqual([]);
});

it('refuses a folder that is not empty, and lists what stands there', async () => {
  world.file('full/theirs.txt', '');
  const before = world.files();
  const ran = await world.create('full', '--yes');
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('theirs.txt');
  expect(world.files()).toEqual(before);
  expect((await world.create('full', '--yes', '--force')).code).toBe(0);
  expect(world.files('full')).toContain('theirs.txt');
});

it('takes a folder that holds a fresh repository alone', async () => {
  world.file('fresh/.git/HEAD', 'ref: refs/heads/main\n');
  expect((await world.create('fresh', '--yes', '--no-install')).code).toBe(0);
  expect(world.orders).toEqual([]);
});

it('comes back to a project of its own', async () => {
  world.file('ours/package.json', '{ "name": "ours" }\n');
  await world.create('--from', './src/lib.ts', 'own', '--yes', '--no-install');
  const again = await world.create('own', '--json', '--no-install');
  expect(again.code).toBe(0);
  expect(config('own').source).toBe('../src/lib.ts');
});

it('asks for a folder on a terminal, and only there', async () => {
  expect((await world.create('--yes')).code).toBe(2);
  world.person = ['chosen'];
  expect((await world.create('--yes', '--no-install', '--no-git')).code).toBe(0);
  expect(world.files('chosen')).toContain('mcp.config.json');
});

it.each([
  ['con', 'usage.name'],
  ['x'.repeat(300), 'usage.name'],
  ['package.json', 'out.file'],
  ['-rf', 'usage.flag'],
])('refuses the folder %s', async (folder, code) => {
  const ran = await world.create(folder, '--yes', '--json');
  expect(ran.code).toBe(2);
  expect(JSON.parse(ran.stdout).error.code).toBe(code);
});

it('makes a legal name of any folder', async () => {
  await world.create('My Größe!', '--yes', '--no-install', '--no-git');
  expect(config('My Größe!').name).toBe('my-gr-e');
});
