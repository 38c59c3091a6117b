// The CI gate: clean as generated, then STALE, EDITED and SURFACE, with their exit codes.
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample, readTree, runBin } from '../helpers/project.ts';

const FROM = ['./src/library.ts'];

interface CheckResult {
  readonly clean: boolean;
  readonly stale: readonly string[];
  readonly edited: readonly string[];
  readonly surface: readonly { tool: string; change: string; breaking: boolean }[];
}

async function check(dir: string): Promise<{ code: number; result: CheckResult; text: string }> {
  const json = await runBin('mcp-wrap', [...FROM, '--check', '--json'], { cwd: dir });
  const text = await runBin('mcp-wrap', [...FROM, '--check'], { cwd: dir });
  expect(text.code).toBe(json.code);
  return {
    code: json.code,
    result: JSON.parse(json.stdout),
    text: `${text.stdout}${text.stderr}`,
  };
}

async function replaceIn(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replaceAll(from, to));
}

test('is clean as committed, and writes nothing', async () => {
  const { dir, server } = await copyExample('sql-store');
  const before = await readTree(server);
  const { code, result } = await check(dir);
  expect(result).toEqual({ clean: true, stale: [], edited: [], surface: [] });
  expect(code).toBe(0);
  expect(await readTree(server)).toEqual(before);
});

test('a managed file changed by hand is EDITED, and writing refuses without --force', async () => {
  const { dir, server } = await copyExample('sql-store');
  await appendFile(join(server, 'src/tools.gen.ts'), '// by hand\n');
  const { code, result, text } = await check(dir);
  expect(code).toBe(1);
  expect(result.edited).toEqual(['src/tools.gen.ts']);
  expect(text).toContain('EDITED');

  const write = [...FROM, '--yes', '--no-install'];
  const refused = await runBin('mcp-wrap', write, { cwd: dir });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--force');
  expect(await readFile(join(server, 'src/tools.gen.ts'), 'utf8')).toContain('// by hand');

  expect((await runBin('mcp-wrap', [...write, '--force'], { cwd: dir })).code).toBe(0);
  expect((await check(dir)).result.clean).toBe(true);
});

test('an edited seed is the user’s: still clean, never overwritten', async () => {
  const { dir, server } = await copyExample('sql-store');
  await appendFile(join(server, 'README.md'), '\nOurs.\n');
  expect((await check(dir)).result.clean).toBe(true);
  await runBin('mcp-wrap', [...FROM, '--yes', '--no-install', '--force'], { cwd: dir });
  expect(await readFile(join(server, 'README.md'), 'utf8')).toContain('Ours.');
});

test('a changed source is STALE, and what clients see of it is SURFACE', async () => {
  const { dir } = await copyExample('sql-store');
  const source = join(dir, 'src/library.ts');
  await replaceIn(source, 'getBook(id: number)', 'getBook(id: number, edition: string)');
  await replaceIn(source, 'export function countBooks', 'function countBooks');
  await appendFile(source, '\n/** Says hello. */\nexport const hello = (): string => "hello";\n');
  const { code, result, text } = await check(dir);
  expect(code).toBe(1);
  expect(result.stale).toEqual(expect.arrayContaining(['src/tools.gen.ts', 'src/tools.gen.json']));
  const found = new Map(result.surface.map((entry) => [entry.tool, entry.breaking]));
  expect([...found].sort()).toEqual([
    ['countBooks', true],
    ['getBook', true],
    ['hello', false],
  ]);
  expect(text).toContain('STALE');
  expect(text).toContain('SURFACE');
});

test('--diff and --dry-run show the same change and write nothing', async () => {
  const { dir, server } = await copyExample('sql-store');
  await replaceIn(join(dir, 'src/library.ts'), 'Lists the catalogue', 'Shows the catalogue');
  const before = await readTree(server);
  const diff = await runBin('mcp-wrap', [...FROM, '--diff'], { cwd: dir });
  expect(diff.code).toBe(0);
  expect(diff.stdout).toMatch(/^\+.*Shows the catalogue/m);
  const dry = await runBin('mcp-wrap', [...FROM, '--dry-run'], { cwd: dir });
  expect(dry.code).toBe(0);
  expect(dry.stdout).toContain('src/tools.gen.json');
  expect(await readTree(server)).toEqual(before);
});

test('before anything was generated: exit 2 and the way out', async () => {
  const { dir, server } = await copyExample('sql-store');
  await rm(server, { recursive: true });
  const nothing = await runBin('mcp-wrap', [...FROM, '--check', '--json'], { cwd: dir });
  expect(nothing.code).toBe(2);
  expect(JSON.parse(nothing.stdout).error.code).toBe('check.nothing');
});
