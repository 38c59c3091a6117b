// EDGE: the files of `out` on the real disk. Reads and writes nothing outside of it, never through a symlink.
import { lstatSync, readdirSync, readFileSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WrapError } from '../errors.js';
import type { Change } from './file-tree.js';
import { isInside } from './paths.js';
import { openTransaction, type Transaction } from './transaction.js';

/**
 * The texts of those of `paths` that exist below `out`, with LF. `out` itself may be absent.
 * @throws WrapError out.file, out.unsafe (a symlink on the way), out.foreign (a folder in a file's place).
 */
export function readDisk(out: string, paths: readonly string[]): ReadonlyMap<string, string> {
  assertFolder(out);
  const texts = new Map<string, string>();
  for (const path of paths) {
    const found = inspect(out, path);
    if (found === undefined) continue;
    if (!found.isFile()) {
      throw new WrapError(
        'out.foreign',
        `${join(out, path)} is no file, and one is generated there`,
        {
          hint: 'move it away, or choose another folder with --out',
        },
      );
    }
    texts.set(path, readFileSync(join(out, path), 'utf8').replaceAll('\r\n', '\n'));
  }
  return texts;
}

/** Whether `out` holds nothing at all, or does not exist. */
export function isEmptyFolder(out: string): boolean {
  assertFolder(out);
  return stat(out) === undefined || readdirSync(out).length === 0;
}

/**
 * Carries out the creates, updates and deletes of `changes`: all of them, or on a failure none.
 * @throws WrapError out.write naming the path, or what `readDisk` throws.
 */
export function applyChanges(out: string, changes: readonly Change[]): void {
  const todo = changes.filter(
    ({ kind }) => kind === 'create' || kind === 'update' || kind === 'delete',
  );
  assertFolder(out);
  for (const { path } of todo) inspect(out, path);
  const transaction = openTransaction();
  for (const step of [stage, carryOut]) {
    for (const change of todo) {
      attempt(transaction, out, change.path, () => step(transaction, out, change));
    }
  }
  transaction.commit();
  for (const { kind, path } of todo) if (kind === 'delete') removeEmptyFolders(out, dirname(path));
}

/** Everything that needs room or rights comes first, beside the files that are there. */
function stage(transaction: Transaction, out: string, change: Change): void {
  const target = join(out, change.path);
  transaction.makeFolder(dirname(target));
  inspect(out, change.path);
  if (change.kind !== 'create') transaction.keepOriginal(target);
  if (change.after !== undefined) transaction.writeBeside(target, change.after, change.mode);
}

function carryOut(transaction: Transaction, out: string, change: Change): void {
  const target = join(out, change.path);
  assertUnchanged(out, change);
  if (change.kind === 'delete') transaction.remove(target);
  else transaction.moveIntoPlace(target);
}

function attempt(transaction: Transaction, out: string, path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    transaction.rollBack();
    if (error instanceof WrapError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new WrapError(
      'out.write',
      `cannot write ${join(out, path)}: ${reason}; nothing was changed`,
      {
        hint: 'check that the folder can be written and has room, or choose another with --out',
        cause: error,
      },
    );
  }
}

/** Somebody else may have written since the disk was read. */
function assertUnchanged(out: string, { path, before }: Change): void {
  const now = readDisk(out, [path]).get(path);
  if (now === before) return;
  throw new WrapError('out.write', `${join(out, path)} changed while it was being generated`, {
    hint: 'run the command again',
  });
}

function assertFolder(out: string): void {
  const found = stat(out, true);
  if (found === undefined || found.isDirectory()) return;
  throw new WrapError('out.file', `${out} is a file, not a folder`, {
    hint: 'choose another folder with --out',
  });
}

/** What stands at `path` below `out`, when the way there has no symlink. */
function inspect(out: string, path: string): Stats | undefined {
  if (!isInside(path)) {
    throw new WrapError('out.unsafe', `${path} is not a path inside of ${out}`);
  }
  let current = resolve(out);
  let found: Stats | undefined;
  for (const part of path.split('/')) {
    current = join(current, part);
    found = stat(current);
    if (found?.isSymbolicLink()) {
      throw new WrapError(
        'out.unsafe',
        `${current} is a symlink, and files are not written through one`,
        {
          hint: 'remove the link, or choose another folder with --out',
        },
      );
    }
  }
  return found;
}

/** `follow`: `out` itself may be reached through a link. A part of the way that is a file counts as absent. */
function stat(path: string, follow = false): Stats | undefined {
  try {
    return follow ? statSync(path) : lstatSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

function removeEmptyFolders(out: string, folder: string): void {
  if (folder === '.') return;
  const path = join(out, folder);
  if (stat(path) === undefined || readdirSync(path).length > 0) return;
  rmdirSync(path);
  removeEmptyFolders(out, dirname(folder));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
