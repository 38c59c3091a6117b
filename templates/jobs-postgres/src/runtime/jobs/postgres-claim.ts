// Taking a job, giving it back, and taking over what an owner that is gone left running.
import type { Transaction } from './postgres-connection.ts';
import type { Queue } from './postgres-queue.ts';
import { COLUMNS, jobOf, type Row } from './postgres-row.ts';
import { NOW } from './postgres-schema.ts';
import { CHANNEL } from './postgres-start.ts';
import { type Claim, INTERRUPTED, type Job, MAX_ATTEMPTS } from './store.ts';

/** The caller that has the fewest jobs running comes first, then the oldest job. */
export async function claimJob(tx: Transaction, queue: Queue): Promise<Claim | undefined> {
  for (;;) {
    const running = await fewestRunning(tx);
    if (running === undefined) return undefined;
    const ticket = await queue.take(tx, running);
    if (ticket === undefined) return undefined; // other replicas are taking those that wait
    const [row] = await tx.query<Row>(TAKE, [ticket]);
    if (row !== undefined) return { job: jobOf(row), attempt: row.attempt };
    await queue.drop(ticket, tx); // of a job that was cancelled while it waited
  }
}

/** Of the callers that have jobs waiting; undefined when nobody has. */
async function fewestRunning(tx: Transaction): Promise<number | undefined> {
  const [row] = await tx.query<{ running: number }>(
    `select (count(*) filter (where state = 'running'))::int as running
    from mcp_jobs.job where ended is null group by caller
    having bool_or(state = 'queued') order by running limit 1`,
  );
  return row?.running;
}

/**
 * Ends attempts whose process stopped or is gone, given their tickets: the job waits again if it may, else it
 * is cancelled, if that was asked for, or failed. Ended jobs and later attempts have other tickets. Resolves to
 * the jobs as they are then.
 */
export async function giveBack(
  tx: Transaction,
  queue: Queue,
  tickets: readonly string[],
): Promise<readonly Job[]> {
  const rows = await tx.query<Row>(GIVE_BACK, [tickets, MAX_ATTEMPTS, JSON.stringify(INTERRUPTED)]);
  for (const { ticket, caller, state } of rows) {
    if (state === 'queued') await queue.push(tx, { id: ticket, caller, first: true });
  }
  if (rows.length > 0) await tx.query(`select pg_notify('${CHANNEL}', '')`);
  return rows.map(jobOf);
}

const TAKE = `update mcp_jobs.job set state = 'running', attempt = attempt + 1, started = ${NOW}, updated = ${NOW}
  where ticket = $1 and state = 'queued' returning ${COLUMNS}`;

const NEXT = `case when cancel_requested then 'cancelled' when retry and attempt < $2 then 'queued' else 'failed' end`;
const REACHED = Object.entries({ stage: '0', total_stages: '1', message: `'""'` }).map(
  ([column, first]) => `${column} = case ${NEXT} when 'queued' then ${first} else ${column} end`,
);
const GIVE_BACK = `update mcp_jobs.job set state = ${NEXT}, ticket = gen_random_uuid(), questions = null, answers = null,
    ${REACHED.join(', ')}, error = case ${NEXT} when 'failed' then $3 end, updated = ${NOW},
    ended = case ${NEXT} when 'queued' then null else ${NOW} end
  where ticket = any($1::uuid[]) and state = 'running' returning ${COLUMNS}`;
