// The files of a generated project, in memory: the value between render and the disk.

/**
 * managed: ours, rewritten; seed: written, then the user's once edited; merged: only our keys of a JSON
 * file; yours: the user's from the start, written when absent (or when the command was told to change it)
 * and never recorded in the manifest.
 */
export type Ownership = 'managed' | 'seed' | 'merged' | 'yours';

export interface TreeFile {
  readonly content: string;
  readonly ownership: Ownership;
  /** Octal file mode where it is not 0644. */
  readonly mode?: number;
}

/** POSIX paths relative to `out`, in the order of the files table. */
export type FileTree = ReadonlyMap<string, TreeFile>;

export type ChangeKind = 'create' | 'identical' | 'update' | 'delete' | 'edited' | 'conflict';

/**
 * What writing would do to one path. `edited`: ours, changed by hand, kept (`--force` makes it `update`);
 * `conflict`: someone else's file stands there.
 */
export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  readonly ownership: Ownership;
  /** Text on disk, when there is one. */
  readonly before?: string;
  /** Text that would be written; absent for `delete`. */
  readonly after?: string;
  readonly mode?: number;
}
