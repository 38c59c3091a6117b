// Wrong input, through the installed bins: exit 2, the place, the way out, and nothing written.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runBin, scratch } from '../helpers/project.ts';

const GOOD = '/** Adds. */\nexport const add = (a: number, b: number): number => a + b;\n';

/** A user's package with one module in it. */
async function packageWith(text: string): Promise<string> {
  const dir = await scratch('bad-input');
  await mkdir(join(dir, 'src'));
  await writeFile(join(dir, 'package.json'), '{ "name": "bad-input", "type": "module" }\n');
  await writeFile(join(dir, 'src/lib.ts'), text);
  return dir;
}

interface Wrong {
  readonly what: string;
  readonly text: string;
  readonly args: readonly string[];
  readonly code: string;
  readonly says: RegExp;
}

const LIB = './src/lib.ts';
const WRONG: readonly Wrong[] = [
  {
    what: 'a module that does not exist',
    text: GOOD,
    args: ['./src/lip.ts', '--yes'],
    code: 'source.not-found',
    says: /lip\.ts.*lib\.ts/s,
  },
  {
    what: 'a syntax error',
    text: `${GOOD}export function broken( {\n`,
    args: [LIB, '--yes'],
    code: 'source.syntax',
    says: /src\/lib\.ts:\d+/,
  },
  {
    what: 'no exports',
    text: 'const hidden = 1;\nconsole.log(hidden);\n',
    args: [LIB, '--yes'],
    code: 'source.no-exports',
    says: /export/,
  },
  {
    what: 'only skipped exports',
    text: 'export function each(visit: () => void): void {\n  visit();\n}\n',
    args: [LIB, '--yes'],
    code: 'source.no-tools',
    says: /each/,
  },
  {
    what: 'a flag for an export that does not exist',
    text: GOOD,
    args: [LIB, '--tools', 'ad', '--yes'],
    code: 'tools.unknown',
    says: /add/,
  },
  {
    what: 'an illegal name',
    text: GOOD,
    args: [LIB, '--name', '../x', '--yes'],
    code: 'usage.name',
    says: /\.\.\/x/,
  },
  {
    what: 'none together with docker',
    text: GOOD,
    args: [LIB, '--auth', 'none', '--hosting', 'docker'],
    code: 'plan.open',
    says: /none/,
  },
  {
    what: 'undecided questions without a terminal',
    text: GOOD,
    args: [LIB],
    code: 'usage.undecided',
    says: /--tools.*--auth.*--hosting/s,
  },
];

describe.each(WRONG)('$what', ({ text, args, code, says }) => {
  test('as text and as JSON, with nothing written', async () => {
    const dir = await packageWith(text);
    const before = await readdir(dir, { recursive: true });
    const told = await runBin('mcp-wrap', args, { cwd: dir });
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(says);
    expect(told.stdout).toBe('');
    const json = await runBin('mcp-wrap', [...args, '--json'], { cwd: dir });
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout).error.code).toBe(code);
    expect(await readdir(dir, { recursive: true })).toEqual(before);
  });
});

test('an output folder full of someone else’s files is left alone', async () => {
  const dir = await packageWith(GOOD);
  await mkdir(join(dir, 'mcp-server'));
  await writeFile(join(dir, 'mcp-server/package.json'), '{ "name": "theirs" }\n');
  await writeFile(join(dir, 'mcp-server/README.md'), '# Theirs\n');
  const told = await runBin('mcp-wrap', [LIB, '--yes', '--no-install'], { cwd: dir });
  expect(told.code).toBe(2);
  expect(told.stderr).toContain('README.md');
  expect((await readdir(join(dir, 'mcp-server'))).sort()).toEqual(['README.md', 'package.json']);
});
