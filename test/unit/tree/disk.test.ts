// Writing on a real disk: all or nothing, inside of `out`, never through a symlink.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WrapError } from '../../../src/errors.js';
import { diff, trackedPaths } from '../../../src/tree/changes.js';
import { applyChanges, isEmptyFolder, readDisk } from '../../../src/tree/disk.js';
import type { Change, FileTree } from '../../../src/tree/file-tree.js';
import { MANIFEST_PATH } from '../../../src/tree/manifest.js';

const about = { generator: '0.1.0', source: './src/lib.ts' };
let root: string;
let out: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')));
  out = join(root, 'out');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function create(path: string, after = 'new\n', more: Partial<Change> = {}): Change {
  return { path, kind: 'create', ownership: 'managed', after, ...more };
}

function update(path: string, before: string, after: string): Change {
  return { path, kind: 'update', ownership: 'managed', before, after };
}

/** Every path below `folder`, with its text. */
function snapshot(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const found = lstatSync(join(folder, name));
      return [name, found.isFile() ? readFileSync(join(folder, name), 'utf8') : 'no file'];
    }),
  );
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof WrapError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('applyChanges', () => {
  it('creates, updates and deletes, and leaves nothing else behind', () => {
    applyChanges(out, [create('a.txt', 'a1\n'), create('deep/er/b.txt', 'b\n')]);
    applyChanges(out, [
      update('a.txt', 'a1\n', 'a2\n'),
      { path: 'deep/er/b.txt', kind: 'delete', ownership: 'managed', before: 'b\n' },
      { path: 'c.txt', kind: 'edited', ownership: 'managed', after: 'never\n' },
    ]);
    expect(snapshot(out)).toEqual({ 'a.txt': 'a2\n' });
  });

  it('is idempotent: what was written is identical afterwards', () => {
    const tree: FileTree = new Map([
      ['src/a.ts', { content: 'a\n', ownership: 'managed' }],
      ['package.json', { content: '{\n  "a": 1\n}\n', ownership: 'merged' }],
    ]);
    const run = (): readonly Change[] => {
      const manifest = readDisk(out, [MANIFEST_PATH]).get(MANIFEST_PATH);
      return diff({ tree, disk: readDisk(out, trackedPaths(tree, manifest)), about });
    };
    applyChanges(out, run());
    expect(run().map(({ kind }) => kind)).toEqual(['identical', 'identical', 'identical']);
  });

  it('gives the mode that was asked for, and keeps the one that was there', () => {
    applyChanges(out, [create('.env', 'T=1\n', { mode: 0o600 }), create('x.mjs')]);
    expect(statSync(join(out, '.env')).mode & 0o777).toBe(0o600);
    chmodSync(join(out, 'x.mjs'), 0o755);
    applyChanges(out, [update('x.mjs', 'new\n', 'newer\n')]);
    expect(statSync(join(out, 'x.mjs')).mode & 0o777).toBe(0o755);
  });

  it('leaves everything as it was when one file cannot be written', () => {
    applyChanges(out, [create('a.txt', 'a1\n'), create('file', 'f\n')]);
    const before = snapshot(root);
    const failing = [
      update('a.txt', 'a1\n', 'a2\n'),
      { path: 'file', kind: 'delete', ownership: 'managed', before: 'f\n' } as const,
      create('new/folder/b.txt'),
      create('a.txt/child.txt'),
    ];
    expect(codeOf(() => applyChanges(out, failing))).toBe('out.write');
    expect(snapshot(root)).toEqual(before);
  });

  it('undoes what was already in place when a file changed meanwhile', () => {
    applyChanges(out, [create('a.txt', 'a1\n'), create('b.txt', 'b1\n')]);
    const before = snapshot(root);
    const changes = [
      update('a.txt', 'a1\n', 'a2\n'),
      create('new/c.txt'),
      update('b.txt', 'not what is there\n', 'b2\n'),
    ];
    expect(codeOf(() => applyChanges(out, changes))).toBe('out.write');
    expect(snapshot(root)).toEqual(before);
  });

  it('does not leave an output folder that it made and could not fill', () => {
    const changes = [create('a.txt'), create('a.txt/b.txt')];
    expect(codeOf(() => applyChanges(join(root, 'x/y/out'), changes))).toBe('out.foreign');
    expect(snapshot(root)).toEqual({});
  });

  it.each([
    '../escape.txt',
    '/etc/escape.txt',
    'a/../../escape.txt',
    'a//b',
    '',
    '.',
    'C:/x',
    'a\\..\\b',
    'con',
    'x\0y',
  ])('refuses the path %j', (path) => {
    expect(codeOf(() => applyChanges(out, [create('ok.txt'), create(path)]))).toBe('out.unsafe');
    expect(snapshot(root)).toEqual({});
  });

  it('refuses a symlink as a target and as a folder on the way', () => {
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere/secret.txt'), 'secret\n');
    mkdirSync(out);
    symlinkSync(join(root, 'elsewhere/secret.txt'), join(out, 'link.txt'));
    symlinkSync(join(root, 'elsewhere'), join(out, 'folder'));
    symlinkSync(join(root, 'nowhere'), join(out, 'dangling'));
    const before = snapshot(root);
    for (const path of ['link.txt', 'folder/x.txt', 'folder/secret.txt', 'dangling']) {
      expect(codeOf(() => applyChanges(out, [create('ok.txt'), create(path)]))).toBe('out.unsafe');
      expect(codeOf(() => readDisk(out, [path]))).toBe('out.unsafe');
    }
    expect(snapshot(root)).toEqual(before);
  });

  it('writes into a folder that is itself reached through a link', () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'alias'));
    applyChanges(join(root, 'alias/out'), [create('a.txt')]);
    expect(snapshot(join(root, 'real'))).toEqual({ out: 'no file', 'out/a.txt': 'new\n' });
  });

  it('refuses an output folder that is a file', () => {
    writeFileSync(out, 'file\n');
    expect(codeOf(() => applyChanges(out, [create('a.txt')]))).toBe('out.file');
    expect(codeOf(() => readDisk(out, []))).toBe('out.file');
    expect(codeOf(() => applyChanges(join(out, 'below'), [create('a.txt')]))).toBe('out.write');
  });

  it('names the file, the reason and the way out', () => {
    applyChanges(out, [create('a.txt')]);
    expect(() => applyChanges(out, [create('a.txt/b.txt')])).toThrowError(
      expect.objectContaining({
        message: expect.stringMatching(/cannot write .*a\.txt\/b\.txt: .+; nothing was changed/),
        hint: expect.stringContaining('--out'),
      }),
    );
  });
});

describe('readDisk', () => {
  it('reads what exists, with LF', () => {
    mkdirSync(out);
    writeFileSync(join(out, 'a.txt'), 'one\r\ntwo\r\n');
    expect(readDisk(out, ['a.txt', 'b/c.txt', 'a.txt/x'])).toEqual(
      new Map([['a.txt', 'one\ntwo\n']]),
    );
    expect(readDisk(join(root, 'none'), ['a.txt'])).toEqual(new Map());
  });

  it('refuses a folder where a file is generated', () => {
    mkdirSync(join(out, 'a.txt'), { recursive: true });
    expect(codeOf(() => readDisk(out, ['a.txt']))).toBe('out.foreign');
  });

  it('tells whether a folder is empty', () => {
    expect(isEmptyFolder(out)).toBe(true);
    mkdirSync(out);
    expect(isEmptyFolder(out)).toBe(true);
    writeFileSync(join(out, 'x'), '');
    expect(isEmptyFolder(out)).toBe(false);
  });
});
