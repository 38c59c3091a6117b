// Combinations of answers, rendered: the files as they were read last, and one type check over all.
// `UPDATE_GOLDENS=1` writes them as they are now.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageTemplates } from '../../src/render/templates.js';
import { diff } from '../../src/tree/changes.js';
import type { FileTree } from '../../src/tree/file-tree.js';
import { placed, typeErrors } from '../helpers/type-check.js';
import { CASES, type Case, HERE, project } from './cases.js';

const EXPECTED = join(HERE, 'expected');
const trees = new Map<string, FileTree>();

beforeAll(async () => {
  for (const each of CASES) trees.set(each.name, await project(each));
}, 120_000);

describe.each(CASES)('$name', ({ name }) => {
  it('is the project that was read last', () => {
    const written = rendered(tree(name));
    const folder = join(EXPECTED, name);
    if (process.env.UPDATE_GOLDENS === '1') update(folder, written);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(filesBelow(folder)));
  });

  it('changes nothing when it is generated twice', () => {
    const about = { generator: '0.0.0', source: 'x' };
    const first = diff({ tree: tree(name), disk: new Map(), about });
    const disk = new Map(first.map(({ path, after = '' }) => [path, after]));
    const second = diff({ tree: tree(name), disk, about });
    expect(second.filter(({ kind }) => kind !== 'identical')).toEqual([]);
  });
});

it('type-checks: all projects in one program', () => {
  expect(errorsOfAll()).toEqual([]);
});

function tree(name: string): FileTree {
  const found = trees.get(name);
  if (found === undefined) throw new Error(`no project of ${name}`);
  return found;
}

/** Without the verbatim copies: those are read where they stand, in the templates. */
function rendered(files: FileTree): ReadonlyMap<string, string> {
  const templates = packageTemplates();
  const copies = new Set(templates.list('.').map((path) => templates.read(path)));
  return new Map(
    [...files].flatMap(([path, { content }]) =>
      copies.has(content) ? [] : [[path, content] as const],
    ),
  );
}

function update(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [
      relative(folder, path).split(sep).join('/'),
      readFileSync(path, 'utf8').replaceAll('\r\n', '\n'),
    ]),
  );
}

/** The projects lie in memory where they would be written, so that they find the sources and packages. */
function errorsOfAll(): readonly string[] {
  const files = new Map(CASES.flatMap(({ name, out }) => placed(out, tree(name))));
  const tsconfig = tree('starter').get('tsconfig.json')?.content ?? '';
  return typeErrors({ files, roots: distinct(CASES.map(rootsOf)).flat(), tsconfig }, HERE);

  /** Projects of one source under other hosting have the same code: it is checked once. */
  function distinct(projects: readonly (readonly string[])[]): readonly (readonly string[])[] {
    const code = (roots: readonly string[]) => roots.map((path) => files.get(path)).join('\0');
    return [...new Map(projects.map((roots) => [code(roots), roots])).values()];
  }
}

/** What is copied is checked, with the options of generated projects, where a project has most of it; tests always. */
function rootsOf({ name, out, starter }: Case): readonly string[] {
  const isWhole = starter || name.startsWith('jobs-');
  const own = rendered(tree(name));
  return [...tree(name).keys()]
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => isWhole || own.has(path) || path.startsWith('test/'))
    .map((path) => join(out, path));
}
