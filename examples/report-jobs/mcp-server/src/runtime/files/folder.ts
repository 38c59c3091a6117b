// Files in a folder: written beside their name, made durable, then renamed. Links in it are not followed.
import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, opendir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Entry, FileError, type Place, type Source } from './place.ts';

const UNFINISHED = '.tmp';

/** The folder of `file:./data/files`, `file:/data/files` or `file:///data/files`; undefined for anything else. */
export function folderOf(url: string): string | undefined {
  const path = /^file:(?!\/\/)(.+)$/s.exec(url)?.[1];
  if (path !== undefined) return resolve(path);
  return /^file:\/\/\/./.test(url) && URL.canParse(url) ? fileURLToPath(url) : undefined;
}

/** Makes the folder where there is none. Rejects with what the operator has to do when it cannot be used. */
export async function openFolder(path: string): Promise<Place> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await syncFolder(path);
  } catch (cause) {
    const message = `FILES_URL: the folder ${path} cannot be used (${codeOf(cause)}): give the server the right to write there, or set FILES_URL or DATA_DIR to another folder`;
    throw new Error(message, { cause });
  }
  return {
    kind: 'file',
    write: (name, data) => write(path, name, data),
    read: (name) => readAll(join(path, name)),
    source: (name) => openSource(join(path, name)),
    remove: (name) => rm(join(path, name), { force: true }),
    list: () => list(path, (name) => !name.endsWith(UNFINISHED)),
    async tidy(limit) {
      for await (const { name, modified } of list(path, (each) => each.endsWith(UNFINISHED))) {
        if (modified < limit) await rm(join(path, name), { force: true });
      }
    },
  };
}

async function write(folder: string, name: string, data: Uint8Array): Promise<void> {
  const unfinished = join(folder, `${name}.${randomBytes(8).toString('hex')}${UNFINISHED}`);
  try {
    await writeDurably(unfinished, data);
    await rename(unfinished, join(folder, name));
    await syncFolder(folder);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new FileError(reasonOf(cause), { cause });
  }
}

async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes names durable. Windows has no such call, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return "the file was not kept: the server's disk is full";
  return `the file was not kept: the server cannot write to its disk (${code})`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}

async function readAll(path: string): Promise<Uint8Array | undefined> {
  const opened = await openPlain(path);
  if (opened === undefined) return undefined;
  try {
    return await opened.handle.readFile();
  } finally {
    await opened.handle.close();
  }
}

async function openSource(path: string): Promise<Source | undefined> {
  const opened = await openPlain(path);
  if (opened === undefined) return undefined;
  const { handle, size } = opened;
  return {
    kind: 'bytes',
    size,
    read: (start, end) => handle.createReadStream({ start, end }),
    close: () => handle.close(),
  };
}

/** Undefined for what is no plain file: it was not put here by `write`. */
async function openPlain(
  path: string,
): Promise<{ readonly handle: FileHandle; readonly size: number } | undefined> {
  const seen = await statOf(path);
  if (seen?.isFile() !== true) return undefined;
  const handle = await openExisting(path);
  if (handle === undefined) return undefined;
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, size: stats.size };
  await handle.close();
  return undefined;
}

async function statOf(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(absent);
}

/** It may have become a link, or a pipe that waits for its other end, since it was looked at. */
async function openExisting(path: string): Promise<FileHandle | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  return open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(absent);
}

const ABSENT = new Set(['ENOENT', 'ELOOP']);

function absent(cause: unknown): undefined {
  if (ABSENT.has(codeOf(cause))) return undefined;
  throw new FileError('the file cannot be read', { cause });
}

async function* list(folder: string, wanted: (name: string) => boolean): AsyncGenerator<Entry> {
  for await (const { name } of await opendir(folder)) {
    if (!wanted(name)) continue;
    const stats = await statOf(join(folder, name));
    if (stats?.isFile() === true) yield { name, modified: stats.mtimeMs };
  }
}
