// Starting a job: the key, the limits, the row and its ticket, committed as one.
import type { Transaction } from './postgres-connection.ts';
import type { Queue } from './postgres-queue.ts';
import { COLUMNS, jobOf, type Row } from './postgres-row.ts';
import { kept, LOCKS } from './postgres-schema.ts';
import { fullness, type Load, sameArgs } from './start-rules.ts';
import { type NewJob, type Started, StoreError, type StoreOptions } from './store.ts';

/** Heard by every replica when a job may be waiting. */
export const CHANNEL = 'mcp_jobs';

/** The lock makes starts of all replicas one after another, so that what was counted still holds. */
export async function startJob(
  tx: Transaction,
  queue: Queue,
  job: NewJob,
  { maxQueued, ttl }: StoreOptions,
): Promise<Started> {
  await tx.query(`select pg_advisory_xact_lock(${LOCKS.start})`);
  const refused = (await sameStart(tx, job, ttl)) ?? (await full(tx, job, maxQueued));
  if (refused !== undefined) return refused;
  const row = await insert(tx, job);
  await queue.push(tx, { id: row.ticket, caller: row.caller });
  await tx.query(`select pg_notify('${CHANNEL}', '')`);
  return { kind: 'queued', job: jobOf(row) };
}

const SAME = 'tool = $1 and caller = $2 and idempotency_key = $3';
const FIND = `select ${COLUMNS} from mcp_jobs.job where ${SAME}`;
/** A job that is expired has its key no longer; the sweeper still has to find its files. */
const FREE = `update mcp_jobs.job set idempotency_key = null where ${SAME} and not ${kept('$4')}`;

async function sameStart(
  tx: Transaction,
  { tool, caller, idempotencyKey, args }: NewJob,
  ttl: number,
): Promise<Started | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const same = [tool, JSON.stringify(caller), JSON.stringify(idempotencyKey)];
  await tx.query(FREE, [...same, ttl]);
  const [job] = (await tx.query<Row>(FIND, same)).map(jobOf);
  if (job === undefined) return undefined;
  return sameArgs(job.args, args) ? { kind: 'existing', job } : { kind: 'mismatch' };
}

const LOAD = `select count(*) filter (where state = 'queued')::int as queued,
    count(*) filter (where state = 'queued' and caller = $1)::int as own,
    count(*) filter (where caller <> $1)::int as others
  from mcp_jobs.job where ended is null`;

async function full(
  tx: Transaction,
  { caller }: NewJob,
  maxQueued: number,
): Promise<Started | undefined> {
  const rows = await tx.query<Load>(LOAD, [JSON.stringify(caller)]);
  return rows.map((load) => fullness(load, maxQueued))[0];
}

const INSERT = `insert into mcp_jobs.job (id, tool, caller, idempotency_key, state, args, interactive, retry)
  values ($1, $2, $3, $4, 'queued', $5, $6, $7) returning ${COLUMNS}`;

async function insert(tx: Transaction, job: NewJob): Promise<Row> {
  const { id, tool, caller, idempotencyKey, args, interactive, retry } = job;
  const key = idempotencyKey === undefined ? null : JSON.stringify(idempotencyKey);
  const given = [id, tool, JSON.stringify(caller), key, JSON.stringify(args), interactive, retry];
  const [row] = await tx.query<Row>(INSERT, given);
  if (row === undefined) throw new StoreError('the job was not stored');
  return row;
}
