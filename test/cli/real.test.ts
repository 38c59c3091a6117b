// Both commands over the real introspection, templates and disk: only programs and people are left out.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorld, realParts, type World } from './world.ts';

let world: World;
beforeAll(() => {
  world = makeWorld();
  world.parts = realParts;
});
afterAll(() => world.remove());

it('creates a starter, checks it, sees a change, and brings it up to date', async () => {
  const created = await world.create('hello', '--yes', '--no-install', '--no-git');
  expect(created.code, created.stderr).toBe(0);
  expect(created.stdout).toContain('create     src/tools.gen.ts');
  expect(created.stderr).toContain('give the public address with --public-url');
  const config = ['--config', 'hello/mcp.config.json'];
  expect(await world.wrap(...config, '--check')).toMatchObject({ code: 0, stdout: 'clean\n' });

  const lib = join(world.dir, 'hello/src/lib.ts');
  appendFileSync(lib, '\n/** Halves. */\nexport const half = (n: number): number => n / 2;\n');
  const mine = readFileSync(lib, 'utf8');
  const stale = await world.wrap(...config, '--check');
  expect(stale.code).toBe(1);
  expect(stale.stdout).toContain('STALE    src/tools.gen.ts');
  expect(stale.stdout).toMatch(/SURFACE {2}safe {2}half: /);

  expect((await world.create('hello', '--no-install')).code).toBe(0);
  expect(readFileSync(lib, 'utf8')).toBe(mine);
  expect((await world.wrap(...config, '--check')).code).toBe(0);
});

it('prints what the compiler says of a module', async () => {
  const ran = await world.wrap('./src/lib.ts', '--print', 'json');
  expect(JSON.parse(ran.stdout).tools).toMatchObject([
    { name: 'add', description: 'Adds.', inputSchema: { required: ['a', 'b'] } },
  ]);
});

it('takes the config of a project as the user lays it out', async () => {
  const { code } = await world.wrap('./src/lib.ts', '--yes', '--no-install');
  expect(code).toBe(0);
  const file = join(world.dir, 'mcp-server/mcp.config.json');
  const text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  world.file('mcp-server/mcp.config.json', text);
  expect(await world.wrap('--check')).toMatchObject({ code: 0, stdout: 'clean\n' });
  await world.wrap('--no-install');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('finds an installed package again from a project that lies elsewhere', async () => {
  world.file('app/package.json', '{ "name": "app", "dependencies": { "tiny": "1.0.0" } }');
  world.file('app/node_modules/tiny/package.json', '{ "name": "tiny", "types": "tiny.d.ts" }');
  world.file(
    'app/node_modules/tiny/tiny.d.ts',
    '/** Doubles. */\nexport declare function twice(n: number): number;\n',
  );
  world.file('app/node_modules/tiny/index.js', 'exports.twice = (n) => 2 * n;\n');
  world.cwd = 'app';
  const made = await world.wrap('npm:tiny', '--out', '../servers/tiny', '--yes', '--no-install');
  world.cwd = '.';
  expect(made.code, made.stderr).toBe(0);
  const file = join(world.dir, 'servers/tiny/mcp.config.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    source: 'npm:tiny',
    installedIn: '../../app',
  });
  const config = ['--config', 'servers/tiny/mcp.config.json'];
  expect(await world.wrap(...config, '--check')).toMatchObject({ code: 0, stdout: 'clean\n' });
});

it('says what a tunnel waits for, and that its certificate may not reach so deep', async () => {
  const url = ['--public-url', 'https://a.b.example.com', '--proxy', 'cloudflare-tunnel'];
  const first = ['./src/lib.ts', '--out', 'tunnelled', '--yes', '--no-install', ...url];
  const ran = await world.wrap(...first);
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stderr).toContain('Before it starts, put TUNNEL_TOKEN into .env');
  expect(ran.stderr).toMatch(/a\.b\.example\.com is 2 levels below example\.com/);
  expect(ran.stderr).toContain('take a-b.example.com');
  const again = await world.wrap('--config', 'tunnelled/mcp.config.json', '--no-install');
  expect(again.stderr).not.toContain('Before it starts');
});
