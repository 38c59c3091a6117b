// mcp-wrap in process: its modes, what it prints where, and how it ends.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEFT_OUT, makeWorld, notes, tool, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const LIB = './src/lib.ts';
const config = () =>
  JSON.parse(readFileSync(join(world.dir, 'mcp-server/mcp.config.json'), 'utf8'));

describe('writing', () => {
  it('takes the safe proposals with --yes, installs, and ends with two commands', async () => {
    const ran = await world.wrap(LIB, '--yes');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toBe(
      [
        'create     mcp.config.json',
        'create     package.json',
        'create     src/tools.gen.json',
        'create     README.md',
        'create     .mcp/manifest.json',
        'create     .env',
        '',
        'Next:',
        '  cd mcp-server',
        '  npm run dev',
        '',
      ].join('\n'),
    );
    expect(config()).toMatchObject({
      name: 'notes',
      source: '../src/lib.ts',
      auth: { kind: 'bearer' },
      hosting: { kind: 'docker', proxy: 'none' },
      tools: { exclude: [], includeDangerous: [] },
      packageManager: 'npm',
    });
    expect(world.orders).toMatchObject([
      { command: 'npm', args: ['install', '--no-audit', '--no-fund'] },
    ]);
  });

  it('says on stderr what is no tool, why, and the way out', async () => {
    const { stderr } = await world.wrap(LIB, '--yes');
    expect(stderr).toContain('skipped  src/lib.ts:40  onEach: takes a callback');
    expect(stderr).toContain('fix: return an array instead');
    expect(stderr.split('--include-dangerous deleteNote')).toHaveLength(2);
    expect(stderr).toContain('warning  src/lib.ts:7  list has no description');
  });

  it('puts one token into .env, for the owner alone, and never shows it', async () => {
    const ran = await world.wrap(LIB, '--yes', '--json');
    const env = join(world.dir, 'mcp-server/.env');
    expect(readFileSync(env, 'utf8')).toContain('MCP_BEARER_TOKEN=default=mcp_token-for-tests\n');
    if (process.platform !== 'win32') expect(statSync(env).mode & 0o777).toBe(0o600);
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('token-for-tests');
  });

  it('leaves an .env that is there alone', async () => {
    world.file('mcp-server/.env', 'MINE=1\n');
    await world.wrap(LIB, '--yes');
    expect(readFileSync(join(world.dir, 'mcp-server/.env'), 'utf8')).toBe('MINE=1\n');
  });

  it('prints the JSON shape of a write', async () => {
    const ran = await world.wrap(LIB, '--yes', '--json', '--no-install');
    const result = JSON.parse(ran.stdout);
    expect(Object.keys(result)).toEqual(['out', 'changes', 'next', 'diagnostics']);
    expect(result.out).toBe('mcp-server');
    expect(result.changes[0]).toEqual({ path: 'mcp.config.json', kind: 'create' });
    expect(result.next).toEqual([
      'npm --prefix mcp-server install',
      'npm --prefix mcp-server run dev',
    ]);
    expect(world.orders).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    await world.wrap(LIB, '--yes');
    const again = JSON.parse((await world.wrap('--json')).stdout);
    expect(new Set(again.changes.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['identical']),
    );
    expect(world.orders).toHaveLength(1);
  });

  it('records a flag that is given later', async () => {
    await world.wrap(LIB, '--yes', '--exclude', 'list');
    await world.wrap('--tools', 'list', '--public-url', 'https://mcp.example.com/');
    expect(config().tools).toMatchObject({ only: ['list'], exclude: [] });
    expect(config().hosting.publicUrl).toBe('https://mcp.example.com');
  });

  it('keeps the rules of the config beside what flags say, and refuses what no longer fits', async () => {
    await world.wrap(LIB, '--yes', '--exclude', 'list');
    const ruled = { ...config(), auth: { kind: 'bearer', callers: { alice: ['search'] } } };
    world.file('mcp-server/mcp.config.json', JSON.stringify(ruled));
    expect((await world.wrap('--files')).code).toBe(0);
    expect(config().auth).toEqual(ruled.auth);
    const open = await world.wrap('--auth', 'none');
    expect([open.code, open.stderr]).toEqual([2, expect.stringContaining('would publish it')]);
    const other = await world.wrap('--auth', 'none', '--hosting', 'none', '--json');
    expect(JSON.parse(other.stdout).error).toMatchObject({ code: 'plan.rules' });
    expect(config().auth).toEqual(ruled.auth);
  });

  it('says how all tools are meant where a list names them', async () => {
    await world.wrap(LIB, '--yes');
    const ruled = { ...config(), auth: { kind: 'bearer', callers: { alice: ['*'] } } };
    world.file('mcp-server/mcp.config.json', JSON.stringify(ruled));
    const ran = await world.wrap();
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('all tools are "*" by itself, without the list around it');
  });

  it('says that a name which is gone stands in the config', async () => {
    await world.wrap(LIB, '--yes', '--tools', 'list');
    world.model = { ...notes(), tools: [tool('search')] };
    const ran = await world.wrap('--check');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('no export "list", which mcp.config.json names');
  });

  it('says so when a server changes its source', async () => {
    const first = await world.wrap(LIB, '--yes');
    world.file('src/other.ts', 'export {};\n');
    const other = await world.wrap('./src/other.ts');
    const words = 'this was the server of ../src/lib.ts, and becomes that of ../src/other.ts';
    expect(first.stderr).not.toContain('this was the server');
    expect(other.stderr).toContain(words);
  });

  it('uses the package manager that runs it', async () => {
    world.env = { npm_config_user_agent: 'pnpm/9.1.0 npm/? node/v20.20.0' };
    await world.wrap(LIB, '--yes');
    expect(world.orders[0]).toMatchObject({ command: 'pnpm' });
    expect(config().packageManager).toBe('pnpm');
  });

  it('keeps the project when the install fails, and says what to run', async () => {
    world.programs = 'badly';
    const ran = await world.wrap(LIB, '--yes', '--json');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout).diagnostics.at(-1)).toMatchObject({ code: 'install.failed' });
    expect(ran.stderr).toContain('fix: run npm install in mcp-server');
  });

  it('ends with 130 when Ctrl-C ends the install, and keeps the project', async () => {
    world.programs = 'interrupted';
    const ran = await world.wrap(LIB, '--yes');
    expect(ran.code).toBe(130);
    expect(ran.stderr).toContain('npm install was interrupted\nfix: run npm install');
    expect(ran.stdout).toContain('npm --prefix mcp-server install');
    expect(world.files('mcp-server')).toContain('.mcp/manifest.json');
  });

  it('refuses to overwrite an edit, whole, until it is told to', async () => {
    await world.wrap(LIB, '--yes');
    const edited = world.file('mcp-server/src/tools.gen.json', '{ "tools": [] }\n');
    world.model = { ...notes(), tools: [tool('fresh')] };
    const refused = await world.wrap();
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('src/tools.gen.json');
    expect(refused.stderr).toContain('--force');
    expect(readFileSync(edited, 'utf8')).toBe('{ "tools": [] }\n');
    expect((await world.wrap('--force')).code).toBe(0);
    expect(readFileSync(edited, 'utf8')).toContain('fresh');
  });

  it('refuses a folder with files of somebody else', async () => {
    world.file('mcp-server/README.md', '# Theirs\n');
    const refused = await world.wrap(LIB, '--yes', '--json');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout).error.code).toBe('out.foreign');
    expect(world.files('mcp-server')).toEqual(['README.md']);
  });

  it("refuses the source's own folder, even by force", async () => {
    const refused = await world.wrap(LIB, '--yes', '--out', '.', '--force');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("source's own package");
    const inside = await world.wrap(LIB, '--yes', '--out', 'src', '--force');
    expect(inside.code).toBe(2);
    expect(inside.stderr).toContain('the folder of the source itself');
  });

  it('ends with 1 on warnings under --strict', async () => {
    expect((await world.wrap(LIB, '--yes', '--strict')).code).toBe(1);
  });
});

describe('showing', () => {
  it('lists with --dry-run and shows text with --diff, and writes nothing', async () => {
    const before = world.files();
    const list = await world.wrap(LIB, '--yes', '--dry-run');
    expect(list.code).toBe(0);
    expect(list.stdout).toContain('create     src/tools.gen.json');
    const text = await world.wrap(LIB, '--yes', '--diff');
    expect(text.stdout).toContain('+# notes');
    expect(world.files()).toEqual(before);
  });

  it('prints every export as JSON', async () => {
    const ran = await world.wrap(LIB, '--print', 'json');
    const printed = JSON.parse(ran.stdout);
    expect(ran.code).toBe(0);
    expect(Object.keys(printed)).toEqual([
      'tools',
      'resources',
      'prompts',
      'skipped',
      'diagnostics',
    ]);
    expect(printed.tools[2]).toEqual({
      name: 'deleteNote',
      description: 'Does deleteNote.',
      inputSchema: expect.objectContaining({ type: 'object', required: ['text'] }),
      mode: 'sync',
      source: { export: 'deleteNote', file: 'src/lib.ts', line: 3 },
      proposal: { include: false, reasons: LEFT_OUT },
    });
    expect(printed.skipped).toHaveLength(1);
  });

  it('prints every export as a table, each with its reason and the way out', async () => {
    const ran = await world.wrap(LIB, '--print', 'table');
    expect(ran.stdout).toContain('tools (2)');
    expect(ran.stdout).toMatch(/search\(text\) +sync +src\/lib\.ts:3 +Does search\./);
    expect(ran.stdout).toMatch(/deleteNote\(text\) +src\/lib\.ts:3 +deletes files/);
    expect(ran.stdout.split('--include-dangerous deleteNote')).toHaveLength(2);
    expect(ran.stdout).toMatch(/onEach +src\/lib\.ts:40 +takes a callback/);
    expect((await world.wrap(LIB, '--print', 'table', '--strict')).code).toBe(1);
  });

  it('says in the table why a tool is a job, and not why it is what it is otherwise', async () => {
    const [first] = world.model.tools;
    if (first === undefined) throw new Error('no tool');
    const evidence = ['readOnly: it only computes', 'job: it starts a program (src/lib.ts:4)'];
    const job = { ...first, mode: 'job', proposal: { ...first.proposal, evidence } } as const;
    world.model = { ...world.model, tools: [job, ...world.model.tools.slice(1)] };
    const { stdout } = await world.wrap(LIB, '--print', 'table');
    expect(stdout).toMatch(
      /src\/lib\.ts:3 +Does search\.\n +job: it starts a program \(src\/lib\.ts:4\)/,
    );
    expect(stdout).not.toContain('it only computes');
  });
});

describe('--check', () => {
  it('is an error before anything was generated, and writes nothing', async () => {
    for (const argv of [[LIB, '--check'], ['--check']]) {
      const ran = await world.wrap(...argv, '--json');
      expect(ran.code).toBe(2);
      expect(JSON.parse(ran.stdout).error.code).toBe('check.nothing');
    }
    expect(existsSync(join(world.dir, 'mcp-server'))).toBe(false);
  });

  it('is clean, then stale with what clients see of it, then edited', async () => {
    await world.wrap(LIB, '--yes');
    expect(await world.wrap('--check')).toMatchObject({ code: 0, stdout: 'clean\n' });
    world.model = { ...notes(), tools: [tool('search'), tool('added')] };
    const stale = await world.wrap('--check');
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain('STALE    src/tools.gen.json');
    expect(stale.stdout).toMatch(/SURFACE {2}safe {2}added: /);
    expect(stale.stdout).toMatch(/SURFACE {2}breaking {2}list: /);
    world.model = notes();
    world.file('mcp-server/src/tools.gen.json', '{}\n');
    const edited = await world.wrap('--check', '--json');
    expect(edited.code).toBe(1);
    expect(JSON.parse(edited.stdout)).toMatchObject({
      clean: false,
      edited: ['src/tools.gen.json'],
    });
    expect(stale.stderr).not.toContain('--force');
    expect(edited.stderr).toContain('mcp-wrap --force');
  });
});

describe('the CI workflow of a server inside a repository', () => {
  it('is shown once, and written where --ci-file says', async () => {
    const first = await world.wrap('./src/lib.ts', '--yes', '--no-install');
    expect(first.stderr).toContain('.github/workflows/mcp-server.yml');
    expect(first.stderr).toContain('name: ci');
    const again = await world.wrap('./src/lib.ts', '--no-install');
    expect(again.stderr).not.toContain('name: ci');

    const file = '.github/workflows/mcp.yml';
    const written = await world.wrap('./src/lib.ts', '--no-install', '--ci-file', file);
    expect(written.code, written.stderr).toBe(0);
    expect(readFileSync(join(world.dir, file), 'utf8')).toBe('name: ci\n');
  });

  it('is not put over another one, and then nothing is written', async () => {
    world.file('ci.yml', 'name: theirs\n');
    const refused = await world.wrap(
      './src/lib.ts',
      '--yes',
      '--no-install',
      '--ci-file',
      'ci.yml',
    );
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('ci.yml holds another workflow');
    expect(existsSync(join(world.dir, 'mcp-server'))).toBe(false);
    const forced = ['--yes', '--no-install', '--force', '--ci-file', 'ci.yml'];
    expect((await world.wrap('./src/lib.ts', ...forced)).code).toBe(0);
    expect(readFileSync(join(world.dir, 'ci.yml'), 'utf8')).toBe('name: ci\n');
  });
});

it('shows every error and warning before a few of the notes, and counts the rest', async () => {
  const finding = (severity: 'warning' | 'note', line: number) =>
    ({ code: 'x', severity, file: 'a.ts', line, message: `${severity} ${line}` }) as const;
  const many = Array.from({ length: 9 }, (_, index) => finding('note', index + 1));
  world.model = { ...notes(), diagnostics: [...many, finding('warning', 10)] };
  const { stderr } = await world.wrap(LIB, '--yes', '--no-install');
  expect(stderr).toMatch(/warning 10\n(note .*\n){5}… and 4 more; --print json lists them all/);
});
