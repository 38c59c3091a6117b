// Compares what would be generated with what is on disk: the one list that write, check and diff share.
import type { Change, FileTree, TreeFile } from './file-tree.js';
import {
  type About,
  MANIFEST_PATH,
  type Manifest,
  type ManifestEntry,
  makeManifest,
  parseManifest,
  sha256,
} from './manifest.js';
import { mergeJson } from './merge-json.js';

/** The tree was made from this file and the flags: what differs in it was asked for just now. */
const CONFIG_PATH = 'mcp.config.json';

export interface DiffInput {
  /** Without the manifest: `diff` adds it. */
  readonly tree: FileTree;
  /** Texts on disk, of `trackedPaths` at least. */
  readonly disk: ReadonlyMap<string, string>;
  /** Written into the manifest. */
  readonly about: About;
  /** Overwrites managed files, edited or foreign. Edited seeds stay the user's. */
  readonly force?: boolean;
}

/** The paths that `diff` must know: generated now, generated before, and the manifest. */
export function trackedPaths(tree: FileTree, manifestText: string | undefined): readonly string[] {
  const before = Object.keys(parseManifest(manifestText)?.files ?? {});
  return [...new Set([...tree.keys(), ...before, MANIFEST_PATH])];
}

/**
 * What writing would do, path by path: the tree's files in its order, then files generated no longer,
 * then the manifest. An `edited` seed carries `after` only when its template changed since.
 */
export function diff(input: DiffInput): readonly Change[] {
  const manifest = parseManifest(input.disk.get(MANIFEST_PATH));
  const current = [...input.tree].map(([path, file]) => fileChange(path, file, manifest, input));
  const gone = Object.entries(manifest?.files ?? {}).flatMap(([path, entry]) =>
    input.tree.has(path) ? [] : goneChange(path, entry, input),
  );
  return [...current, ...gone, manifestChange(current, input)];
}

function fileChange(
  path: string,
  file: TreeFile,
  manifest: Manifest | undefined,
  { disk, force = false }: DiffInput,
): Change {
  const before = disk.get(path);
  const { ownership, mode } = file;
  const change = {
    path,
    ownership,
    ...(before === undefined ? {} : { before }),
    ...(mode === undefined ? {} : { mode }),
    after: file.content,
  };
  if (before === undefined) return { ...change, kind: 'create' };
  if (before === file.content) return { ...change, kind: 'identical' };
  if (ownership === 'yours') return { ...change, kind: 'update' };
  if (ownership === 'merged') {
    const oursWin = force || path === CONFIG_PATH;
    return mergedChange(change, before, manifest?.merged[path], oursWin);
  }
  const entry = entryOf(manifest, path);
  if (entry !== undefined && sha256(before) === entry.sha256) return { ...change, kind: 'update' };
  if (ownership === 'managed' && force) return { ...change, kind: 'update' };
  if (entry === undefined && !force) return { ...change, kind: 'conflict' };
  const { after, ...kept } = change;
  const isNews = ownership === 'managed' || entry?.sha256 !== sha256(after);
  return { ...kept, kind: 'edited', ...(isNews ? { after } : {}) };
}

function mergedChange(
  change: Omit<Change, 'kind'> & { readonly after: string },
  before: string,
  own: Manifest['merged'][string] | undefined,
  force: boolean,
): Change {
  const merged = mergeJson({ disk: before, ours: change.after, own, force });
  if (merged === undefined) return { ...change, kind: 'conflict' };
  return { ...change, after: merged, kind: merged === before ? 'identical' : 'update' };
}

/** A file that is generated no longer goes, unless somebody made it theirs. */
function goneChange(
  path: string,
  { sha256: hash, ownership }: ManifestEntry,
  { disk, force }: DiffInput,
): readonly Change[] {
  const before = disk.get(path);
  if (before === undefined || ownership === 'merged') return [];
  if (sha256(before) === hash || (force && ownership === 'managed')) {
    return [{ path, kind: 'delete', ownership, before }];
  }
  return ownership === 'managed' ? [{ path, kind: 'edited', ownership, before }] : [];
}

/** It lists what is ours after writing: all but the files of others and of the user. */
function manifestChange(changes: readonly Change[], { tree, disk, about }: DiffInput): Change {
  const ours = changes
    .filter(({ kind, ownership }) => kind !== 'conflict' && ownership !== 'yours')
    .map(({ path }) => path);
  const after = makeManifest(tree, new Set(ours), about);
  const before = disk.get(MANIFEST_PATH);
  const change = { path: MANIFEST_PATH, ownership: 'managed', after } as const;
  if (before === undefined) return { ...change, kind: 'create' };
  return { ...change, before, kind: before === after ? 'identical' : 'update' };
}

function entryOf(manifest: Manifest | undefined, path: string): ManifestEntry | undefined {
  return manifest !== undefined && Object.hasOwn(manifest.files, path)
    ? manifest.files[path]
    : undefined;
}
