// Starting a job in the embedded store: the same start again, the limits, then one row.
import type { Database } from './sqlite-binding.ts';
import { known, number, parsed, stored, text } from './sqlite-rows.ts';
import { fullness, sameArgs } from './start-rules.ts';
import type { NewJob, Started, StoreOptions } from './store.ts';

const INSERT = `insert into jobs
  (id, tool, caller, idempotency_key, args, interactive, retry, state, created, updated)
  values (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)`;

const SAME = 'tool = ? and caller = ? and idempotency_key = ?';
const FIND = `select id, args from jobs where ${SAME}`;
/** A job that is expired has its key no longer; the sweeper still has to find its files. */
const FREE = `update jobs set idempotency_key = null where ${SAME} and ended < ?`;

/** Takes the caller twice. */
const LOAD = `select count(*) filter (where state = 'queued') as queued,
    count(*) filter (where state = 'queued' and caller = ?) as own,
    count(*) filter (where caller <> ?) as others
  from jobs where ended is null`;

/** The job as it was stored; or why nothing was. */
export function startJob(database: Database, job: NewJob, options: StoreOptions): Started {
  const refused = sameStart(database, job, options.ttl) ?? full(database, job, options.maxQueued);
  if (refused !== undefined) return refused;
  const { id, tool, caller, idempotencyKey, args, interactive, retry } = job;
  const given = [id, tool, stored(caller), stored(idempotencyKey), stored(args)];
  const now = Date.now();
  database.run(INSERT, ...given, Number(interactive), Number(retry), now, now);
  return { kind: 'queued', job: known(database, id) };
}

function sameStart(database: Database, job: NewJob, ttl: number): Started | undefined {
  if (job.idempotencyKey === undefined) return undefined;
  const same = [job.tool, stored(job.caller), stored(job.idempotencyKey)];
  database.run(FREE, ...same, Date.now() - ttl);
  const row = database.get(FIND, ...same);
  if (row === undefined) return undefined;
  return sameArgs(parsed(row, 'args'), job.args)
    ? { kind: 'existing', job: known(database, text(row, 'id')) }
    : { kind: 'mismatch' };
}

function full(database: Database, { caller }: NewJob, maxQueued: number): Started | undefined {
  const row = database.get(LOAD, stored(caller), stored(caller)) ?? {};
  const load = {
    queued: number(row, 'queued'),
    own: number(row, 'own'),
    others: number(row, 'others'),
  };
  return fullness(load, maxQueued);
}
