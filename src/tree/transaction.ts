// EDGE: several file operations of which all happen or none; originals and new texts lie beside their targets.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface Transaction {
  /** Makes a folder and what is missing above it. */
  makeFolder(path: string): void;
  /** Copies a file aside, to be put back by `rollBack`. */
  keepOriginal(path: string): void;
  /** Writes a new text aside; `mode` 0644 or that of the file it replaces unless given. */
  writeBeside(path: string, text: string, mode?: number): void;
  /** Puts the text written aside in its place. */
  moveIntoPlace(path: string): void;
  remove(path: string): void;
  /** Drops what was kept aside. */
  commit(): void;
  /** Restores everything as it was before the first operation. */
  rollBack(): void;
}

export function openTransaction(): Transaction {
  const suffix = `.${randomBytes(6).toString('hex')}.mcp-wrap`;
  const folders: string[] = [];
  const originals = new Map<string, string>();
  const staged = new Map<string, string>();
  const placed: string[] = [];
  const drop = (paths: Iterable<string>) => {
    for (const path of paths) rmSync(path, { force: true });
  };
  return {
    makeFolder: (path) => makeFolder(path, folders),
    keepOriginal(path) {
      const copy = `${path}${suffix}.old`;
      copyFileSync(path, copy, constants.COPYFILE_EXCL);
      originals.set(path, copy);
    },
    writeBeside(path, text, mode) {
      const file = `${path}${suffix}.new`;
      const kept = originals.get(path);
      const bits = mode ?? (kept === undefined ? undefined : statSync(kept).mode & 0o777);
      const handle = createNew(file, bits ?? 0o644);
      staged.set(path, file);
      writeAndClose(handle, text);
      if (bits !== undefined) chmodSync(file, bits);
    },
    moveIntoPlace(path) {
      const file = staged.get(path);
      if (file === undefined) throw new Error(`nothing was written for ${path}`);
      renameSync(file, path);
      placed.push(path);
    },
    remove(path) {
      rmSync(path);
      placed.push(path);
    },
    commit: () => drop(originals.values()),
    rollBack() {
      for (const path of placed) {
        const original = originals.get(path);
        if (original === undefined) rmSync(path, { force: true });
        else renameSync(original, path);
      }
      drop(staged.values());
      drop(originals.values());
      for (const folder of folders.reverse()) rmdirSync(folder);
    },
  };
}

function makeFolder(path: string, made: string[]): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), made);
  mkdirSync(path);
  made.push(path);
}

/** Never an existing file, never through a link. */
function createNew(path: string, mode: number): number {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  // Windows has no such flag, nor links that need it: O_EXCL refuses those in place.
  const noFollow = constants.O_NOFOLLOW ?? 0;
  return openSync(path, O_CREAT | O_EXCL | O_WRONLY | noFollow, mode);
}

function writeAndClose(handle: number, text: string): void {
  try {
    writeFileSync(handle, text);
  } finally {
    closeSync(handle);
  }
}
