// The table of an embedded job store: made, recognised, checked, and put in order after a crash.
import { type Bound, type Database, FAULT, SqliteFault } from './sqlite-binding.ts';
import { jobOf } from './sqlite-rows.ts';
import { INTERRUPTED, type Job, MAX_ATTEMPTS, StoreError } from './store.ts';

/** Raised when the table changes; a file of a later version is refused. */
const VERSION = 1;
/** "mcpj": tells a job store from any other database. */
const APPLICATION = 0x6d63706a;

/** Text that a user chose (caller, key, message, error) is kept as JSON: any string survives that. */
const TABLE = `
  create table jobs (
    seq integer primary key autoincrement,
    id text not null unique,
    tool text not null,
    caller text not null,
    idempotency_key text,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    args text not null,
    interactive integer not null,
    retry integer not null,
    attempt integer not null default 0,
    cancel_requested integer not null default 0,
    stage integer not null default 0,
    total_stages integer not null default 1,
    message text not null default '""',
    questions text,
    answers text,
    result text,
    error text,
    files text not null default '[]',
    created integer not null,
    updated integer not null,
    started integer,
    ended integer
  ) strict;
  create index jobs_key on jobs (tool, caller, idempotency_key) where idempotency_key is not null;
  create index jobs_live on jobs (state, caller, seq) where ended is null;
  create index jobs_ended on jobs (ended) where ended is not null;`;

/** Takes the file for this process alone: the lock is the system's, and ends with the process. */
export function lock(database: Database): void {
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('begin immediate; commit');
}

/** Lets go of it: a library may keep the file open for longer than it is used. */
export function unlock(database: Database): void {
  database.exec('pragma journal_mode = delete');
  database.exec('pragma locking_mode = normal');
  database.get('select count(*) from sqlite_schema');
}

/**
 * Throws when the file is damaged, as far as SQLite can tell without the meaning of its rows, when it is no job
 * store, and when a later version wrote it. Changes nothing. From here on its lock is kept once it is taken.
 */
export function inspect(database: Database, path: string): void {
  database.exec('pragma locking_mode = exclusive');
  const found = String(database.get('pragma quick_check(1)')?.quick_check);
  if (found !== 'ok') throw new SqliteFault(found.replace(/\s+/g, ' '), FAULT.corrupt);
  const version = read(database, 'user_version');
  if (!isEmpty(database) && read(database, 'application_id') !== APPLICATION) {
    throw new StoreError(
      `${path} is another program's database: set JOBS_URL to a file that does not exist yet`,
    );
  }
  if (version > VERSION) {
    throw new StoreError(
      `${path} was written by a later version of this server (its table is version ${version}, this server knows ${VERSION}): ` +
        'start that version again, or set JOBS_URL to another file',
    );
  }
}

function isEmpty(database: Database): boolean {
  return database.get('select name from sqlite_schema limit 1') === undefined;
}

/** Makes the table in an empty file: all of it, or nothing. */
export function prepareTable(database: Database): void {
  if (!isEmpty(database)) return;
  database.exec(`begin immediate; ${TABLE}
    pragma application_id = ${APPLICATION}; pragma user_version = ${VERSION}; commit`);
}

/** A run of a job: takes the id and the attempt, and matches nothing once that run is over. */
export const OWNED = "id = ? and state = 'running' and attempt = ?";
/** Times never run backwards within a job, whatever the clock does. Takes the time. */
export const TOUCH = 'updated = max(updated, ?)';
/** Takes the time. */
export const ENDED = 'ended = max(updated, ?), questions = null, answers = null';
/** Takes the time twice. */
export const CANCEL = `update jobs set state = 'cancelled', ${ENDED}, ${TOUCH}`;

const AGAIN = `cancel_requested = 0 and retry = 1 and attempt < ${MAX_ATTEMPTS}`;

/** Takes the time twice. */
const SETTLE = `update jobs set
  state = case when cancel_requested = 1 then 'cancelled' when ${AGAIN} then 'queued' else 'failed' end,
  error = case when cancel_requested = 1 or ${AGAIN} then null else '"${INTERRUPTED}"' end,
  stage = case when ${AGAIN} then 0 else stage end,
  total_stages = case when ${AGAIN} then 1 else total_stages end,
  message = case when ${AGAIN} then '""' else message end,
  ended = case when ${AGAIN} then null else max(updated, ?) end,
  questions = null, answers = null, ${TOUCH}`;

/** Settles the running jobs that match `which`: nobody runs them any more. Returns them as they are now. */
export function settle(
  database: Database,
  which = "state = 'running'",
  ...values: readonly Bound[]
): readonly Job[] {
  const now = Date.now();
  const settled = database.all(`${SETTLE} where ${which} returning *`, now, now, ...values);
  return settled.map(jobOf);
}

function read(database: Database, pragma: string): number {
  return Number(database.get(`pragma ${pragma}`)?.[pragma]);
}
