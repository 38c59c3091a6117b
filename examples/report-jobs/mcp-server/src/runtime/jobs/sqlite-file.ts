// The file of an embedded job store: where it lies, who may read it, and what happens to a damaged one.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StoreError } from './store.ts';

/**
 * The absolute path that `sqlite:./data/jobs.db` or `sqlite:///var/jobs.db` names, where `%3F` is a question mark;
 * undefined for anything else.
 */
export function sqliteFile(url: string): string | undefined {
  const [, encoded] = /^sqlite:(?:\/\/(?=\/))?([^?#]+)$/.exec(url) ?? [];
  const path = encoded === undefined ? undefined : decoded(encoded);
  return path === undefined || path.startsWith('//') || path.includes(':memory:')
    ? undefined
    : resolve(path);
}

/** The address of a file, whatever is in its path. */
export function sqliteUrl(path: string): string {
  return `sqlite:${path.replace(/[%?#]/g, encodeURIComponent)}`;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // a percent sign that encodes nothing
  }
}

/** Makes the folder and an empty file that nobody else can read, where there are none. */
export function prepareFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    refuseBereft(path);
    if (existsSync(path)) return;
    const damaged = keptOf(path);
    if (damaged !== undefined) {
      throw new StoreError(
        `${path} is missing, and ${damaged} is a damaged one. ${wayOut(path, damaged)}`,
      );
    }
    // Only ever created, never opened: closing a file of one's own gives up SQLite's lock on it.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      `${path} cannot be made: ${reason}. Set DATA_DIR or JOBS_URL to a place that can be written`,
      { cause },
    );
  }
}

/** SQLite drops the log of a file that is not there or empty, and with it the jobs that only the log has. */
function refuseBereft(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new StoreError(
      `${path} is a folder: move it away, or set DATA_DIR or JOBS_URL to another place`,
    );
  }
  const log = `${path}-wal`;
  const logged = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if ((found?.size ?? 0) > 0 || logged === 0) return;
  throw new StoreError(
    `${path} is ${found === undefined ? 'missing' : 'empty'}, and ${log} has jobs that belong to it: ` +
      `put ${path} back as it was; to begin without them, move ${log} to another folder`,
  );
}

/** Moves a damaged file out of the way; throws what the operator has to know. */
export function refuseDamaged(path: string, cause: Error): never {
  const aside = `${path}${ASIDE}${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  renameSync(path, aside);
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`);
  throw new StoreError(
    `${path} is damaged (${cause.message}) and was moved to ${aside}. ${wayOut(path, aside)}`,
    { cause },
  );
}

const ASIDE = '.damaged-';

/** A damaged file that nobody has dealt with yet. */
function keptOf(path: string): string | undefined {
  const folder = dirname(path);
  const name = readdirSync(folder)
    .sort()
    .findLast((each) => each.startsWith(`${basename(path)}${ASIDE}`) && !each.endsWith('-wal'));
  return name === undefined ? undefined : join(folder, name);
}

function wayOut(path: string, aside: string): string {
  return (
    `Put a backup at ${path}, or what \`sqlite3 ${aside} .recover\` gets out of it; ` +
    `to begin without the old jobs, move ${aside} to another folder`
  );
}
