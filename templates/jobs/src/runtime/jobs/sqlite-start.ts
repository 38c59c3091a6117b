// Starting a job in the embedded store: the same start again, the limits, then one row.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from './sqlite-binding.ts';
import { known, number, parsed, stored, text } from './sqlite-rows.ts';
import { callerShare, type NewJob, type Started } from './store.ts';

const INSERT = `insert into jobs
  (id, tool, caller, idempotency_key, args, interactive, retry, state, created, updated)
  values (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)`;

const SAME = `select id, args from jobs where tool = ? and caller = ? and idempotency_key = ?`;

/** Takes the caller twice. */
const LOAD = `select count(*) filter (where state = 'queued') as queued,
    count(*) filter (where state = 'queued' and caller = ?) as own,
    count(*) filter (where caller <> ?) as others
  from jobs where ended is null`;

/** The job as it was stored; or why nothing was. */
export function startJob(database: Database, job: NewJob, maxQueued: number): Started {
  const refused = sameStart(database, job) ?? full(database, job.caller, maxQueued);
  if (refused !== undefined) return refused;
  const { id, tool, caller, idempotencyKey, args, interactive, retry } = job;
  const given = [id, tool, stored(caller), stored(idempotencyKey), stored(args)];
  const now = Date.now();
  database.run(INSERT, ...given, Number(interactive), Number(retry), now, now);
  return { kind: 'queued', job: known(database, id) };
}

function sameStart(database: Database, job: NewJob): Started | undefined {
  if (job.idempotencyKey === undefined) return undefined;
  const key = stored(job.idempotencyKey);
  const row = database.get(SAME, job.tool, stored(job.caller), key);
  if (row === undefined) return undefined;
  const sameArgs = isDeepStrictEqual(parsed(row, 'args'), JSON.parse(JSON.stringify(job.args)));
  return sameArgs
    ? { kind: 'existing', job: known(database, text(row, 'id')) }
    : { kind: 'mismatch' };
}

function full(database: Database, caller: string, maxQueued: number): Started | undefined {
  const load = database.get(LOAD, stored(caller), stored(caller)) ?? {};
  if (number(load, 'queued') >= maxQueued) {
    return { kind: 'full', limit: maxQueued, whose: 'queue' };
  }
  const share = callerShare(maxQueued);
  const isAlone = number(load, 'others') === 0;
  return isAlone || number(load, 'own') < share
    ? undefined
    : { kind: 'full', limit: share, whose: 'caller' };
}
