// The one list of changes: what each state of the disk means for each kind of ownership.
import { describe, expect, it } from 'vitest';
import { type DiffInput, diff, trackedPaths } from '../../../src/tree/changes.js';
import { diffText } from '../../../src/tree/diff-text.js';
import type { Change, FileTree, Ownership } from '../../../src/tree/file-tree.js';
import { MANIFEST_PATH, parseManifest } from '../../../src/tree/manifest.js';

const about = { generator: '0.1.0', source: '../src/lib.ts' };

function tree(files: Record<string, readonly [string, Ownership]>): FileTree {
  return new Map(
    Object.entries(files).map(([path, [content, ownership]]) => [path, { content, ownership }]),
  );
}

/** The disk after writing `files` into an empty folder. */
function written(files: FileTree): Map<string, string> {
  return apply(new Map(), diff({ tree: files, disk: new Map(), about }));
}

function apply(disk: ReadonlyMap<string, string>, changes: readonly Change[]): Map<string, string> {
  const next = new Map(disk);
  for (const { path, kind, after } of changes) {
    if (kind === 'delete') next.delete(path);
    if ((kind === 'create' || kind === 'update') && after !== undefined) next.set(path, after);
  }
  return next;
}

function kinds(input: Omit<DiffInput, 'about'>): Record<string, string> {
  const changes = diff({ ...input, about });
  return Object.fromEntries(changes.map(({ path, kind }) => [path, kind]));
}

const first = tree({ 'a.gen.ts': ['a1\n', 'managed'], 'README.md': ['r1\n', 'seed'] });
const second = tree({ 'a.gen.ts': ['a2\n', 'managed'], 'README.md': ['r2\n', 'seed'] });

describe('diff', () => {
  it('creates everything in an empty folder, the manifest last', () => {
    const changes = diff({ tree: first, disk: new Map(), about });
    expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
      ['a.gen.ts', 'create'],
      ['README.md', 'create'],
      [MANIFEST_PATH, 'create'],
    ]);
  });

  it('changes nothing the second time', () => {
    const all = new Set(Object.values(kinds({ tree: first, disk: written(first) })));
    expect([...all]).toEqual(['identical']);
  });

  it('rewrites managed files and untouched seeds', () => {
    expect(kinds({ tree: second, disk: written(first) })).toEqual({
      'a.gen.ts': 'update',
      'README.md': 'update',
      [MANIFEST_PATH]: 'update',
    });
  });

  it('keeps what was edited; --force takes managed files only', () => {
    const disk = written(first).set('a.gen.ts', 'mine\n').set('README.md', 'mine\n');
    expect(kinds({ tree: second, disk })).toMatchObject({
      'a.gen.ts': 'edited',
      'README.md': 'edited',
    });
    expect(kinds({ tree: second, disk, force: true })).toMatchObject({
      'a.gen.ts': 'update',
      'README.md': 'edited',
    });
  });

  it('shows an edited seed against its template only when the template changed', () => {
    const disk = written(first).set('README.md', 'mine\n');
    const seedOf = (files: FileTree) =>
      diff({ tree: files, disk, about }).find(({ path }) => path === 'README.md');
    expect(seedOf(first)).toMatchObject({ kind: 'edited', before: 'mine\n' });
    expect(seedOf(first)?.after).toBeUndefined();
    expect(seedOf(second)?.after).toBe('r2\n');
  });

  it('stays edited, run after run', () => {
    const disk = written(first).set('a.gen.ts', 'mine\n');
    const again = apply(disk, diff({ tree: second, disk, about }));
    expect(kinds({ tree: second, disk: again })).toMatchObject({
      'a.gen.ts': 'edited',
      [MANIFEST_PATH]: 'identical',
    });
  });

  it("calls files it never wrote someone else's, and does not adopt them", () => {
    const disk = new Map([
      ['a.gen.ts', 'theirs\n'],
      ['README.md', 'theirs\n'],
    ]);
    const changes = diff({ tree: first, disk, about });
    expect(changes.map(({ kind }) => kind)).toEqual(['conflict', 'conflict', 'create']);
    const again = apply(disk, changes);
    expect(kinds({ tree: first, disk: again })).toMatchObject({ 'a.gen.ts': 'conflict' });
    expect(kinds({ tree: first, disk, force: true })).toMatchObject({
      'a.gen.ts': 'update',
      'README.md': 'edited',
    });
  });

  it('adopts files that are just as they would be written', () => {
    const disk = written(first);
    disk.delete(MANIFEST_PATH);
    expect(kinds({ tree: first, disk })).toEqual({
      'a.gen.ts': 'identical',
      'README.md': 'identical',
      [MANIFEST_PATH]: 'create',
    });
  });

  it('deletes what is generated no longer, unless it was edited', () => {
    const less = tree({ 'README.md': ['r1\n', 'seed'] });
    expect(kinds({ tree: less, disk: written(first) })).toMatchObject({ 'a.gen.ts': 'delete' });
    const edited = written(first).set('a.gen.ts', 'mine\n');
    expect(kinds({ tree: less, disk: edited })).toMatchObject({ 'a.gen.ts': 'edited' });
    expect(kinds({ tree: less, disk: edited, force: true })).toMatchObject({
      'a.gen.ts': 'delete',
    });
    const none = tree({ 'a.gen.ts': ['a1\n', 'managed'] });
    const ownReadme = written(first).set('README.md', 'mine\n');
    expect(kinds({ tree: none, disk: ownReadme })['README.md']).toBeUndefined();
  });

  it('writes what was answered into the config, though its user edited it', () => {
    const config = (auth: string): FileTree =>
      new Map([['mcp.config.json', { content: `{ "auth": "${auth}" }`, ownership: 'merged' }]]);
    const disk = written(config('bearer')).set('mcp.config.json', '{ "auth": "none" }');
    expect(kinds({ tree: config('none'), disk })['mcp.config.json']).toBe('identical');
    const [change] = diff({ tree: config('bearer'), disk, about });
    expect(change).toMatchObject({ kind: 'update', after: '{\n  "auth": "bearer"\n}' });
  });

  it('knows the files of an earlier run', () => {
    const manifest = written(first).get(MANIFEST_PATH);
    expect(trackedPaths(tree({ 'b.ts': ['', 'seed'] }), manifest)).toEqual([
      'b.ts',
      'README.md',
      'a.gen.ts',
      MANIFEST_PATH,
    ]);
  });
});

describe('a manifest that cannot be trusted', () => {
  const good = written(first).get(MANIFEST_PATH) ?? '';
  it.each([
    ['no JSON', '<<<<<<< HEAD'],
    ['another version', good.replace('"version": 1', '"version": 2')],
    ['a path outside', good.replace('README.md', '../README.md')],
    ['an absolute path', good.replace('README.md', '/etc/passwd')],
    ['a drive', good.replace('README.md', 'C:/x')],
    ['no object', '[]'],
    ['an unknown ownership', good.replace('"seed"', '"theirs"')],
  ])('%s counts as none', (_, text) => {
    expect(parseManifest(text)).toBeUndefined();
    const disk = written(first).set(MANIFEST_PATH, text).set('a.gen.ts', 'a0\n');
    expect(kinds({ tree: first, disk })).toMatchObject({
      'a.gen.ts': 'conflict',
      'README.md': 'identical',
      [MANIFEST_PATH]: 'update',
    });
  });

  it('lists nothing that objects have by nature', () => {
    expect(parseManifest(good)?.files.constructor).toBe(Object);
    const disk = new Map([...written(first), ['constructor', 'x']]);
    const odd: FileTree = new Map([['constructor', { content: 'y', ownership: 'managed' }]]);
    expect(kinds({ tree: odd, disk })).toMatchObject({ constructor: 'conflict' });
  });
});

describe('diffText', () => {
  it('shows creates, updates, deletes and what was kept, and nothing for a clean disk', async () => {
    const disk = written(first).set('README.md', 'mine\n');
    const text = await diffText(diff({ tree: second, disk, about }));
    expect(text).toContain('--- a/a.gen.ts\n+++ b/a.gen.ts\n@@ -1,1 +1,1 @@\n-a1\n+a2\n');
    expect(text).toContain('+++ b/README.md\t(kept: edited)');
    expect(await diffText(diff({ tree: first, disk: written(first), about }))).toBe('');
  });
});
