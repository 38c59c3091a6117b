// Starting a job: the key, the limits, the row and its ticket, committed as one.
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from './postgres-connection.ts';
import type { Queue } from './postgres-queue.ts';
import { COLUMNS, jobOf, type Row } from './postgres-row.ts';
import { LOCKS } from './postgres-schema.ts';
import { callerShare, type NewJob, type Started, StoreError } from './store.ts';

/** Heard by every replica when a job may be waiting. */
export const CHANNEL = 'mcp_jobs';

/** The lock makes starts of all replicas one after another, so that what was counted still holds. */
export async function startJob(
  tx: Transaction,
  queue: Queue,
  job: NewJob,
  maxQueued: number,
): Promise<Started> {
  await tx.query(`select pg_advisory_xact_lock(${LOCKS.start})`);
  const existing = await sameKey(tx, job);
  if (existing !== undefined) {
    const found = jobOf(existing);
    return isDeepStrictEqual(found.args, job.args)
      ? { kind: 'existing', job: found }
      : { kind: 'mismatch' };
  }
  const refused = await full(tx, job.caller, maxQueued);
  if (refused !== undefined) return refused;
  const row = await insert(tx, job);
  await queue.push(tx, { id: row.ticket, caller: row.caller });
  await tx.query(`select pg_notify('${CHANNEL}', '')`);
  return { kind: 'queued', job: jobOf(row) };
}

async function sameKey(tx: Transaction, job: NewJob): Promise<Row | undefined> {
  if (job.idempotencyKey === undefined) return undefined;
  const values = [job.tool, JSON.stringify(job.caller), JSON.stringify(job.idempotencyKey)];
  const [row] = await tx.query<Row>(
    `select ${COLUMNS} from mcp_jobs.job where tool = $1 and caller = $2 and idempotency_key = $3`,
    values,
  );
  return row;
}

async function full(
  tx: Transaction,
  caller: string,
  maxQueued: number,
): Promise<Started | undefined> {
  const [load] = await tx.query<{ queued: number; own: number; others: number }>(LOAD, [
    JSON.stringify(caller),
  ]);
  if (load === undefined) return undefined;
  if (load.queued >= maxQueued) return { kind: 'full', limit: maxQueued, whose: 'queue' };
  const share = callerShare(maxQueued);
  if (load.others === 0 || load.own < share) return undefined;
  return { kind: 'full', limit: share, whose: 'caller' };
}

const LOAD = `select count(*) filter (where state = 'queued')::int as queued,
    count(*) filter (where state = 'queued' and caller = $1)::int as own,
    count(*) filter (where caller <> $1)::int as others
  from mcp_jobs.job where ended is null`;

async function insert(tx: Transaction, job: NewJob): Promise<Row> {
  const key = job.idempotencyKey === undefined ? null : JSON.stringify(job.idempotencyKey);
  const [row] = await tx.query<Row>(
    `insert into mcp_jobs.job (id, tool, caller, idempotency_key, state, args, interactive, retry)
    values ($1, $2, $3, $4, 'queued', $5, $6, $7) returning ${COLUMNS}`,
    [
      job.id,
      job.tool,
      JSON.stringify(job.caller),
      key,
      JSON.stringify(job.args),
      job.interactive,
      job.retry,
    ],
  );
  if (row === undefined) throw new StoreError('the job was not stored');
  return row;
}
