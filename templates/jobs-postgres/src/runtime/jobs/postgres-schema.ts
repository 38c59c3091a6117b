// Our table in PostgreSQL: one row per job, the truth about it. pg-boss's tables only say whose turn it is.
import type { Connection } from './postgres-connection.ts';
import { StoreError } from './store.ts';

/** Raised when the table changes; a database of a later version is refused. */
const VERSION = 1;
/** Locks that one transaction of all replicas holds at a time: "mcpj", and what for. */
export const LOCKS = { schema: '1835233386, 1', start: '1835233386, 2' } as const;

/**
 * `ticket` is the job of pg-boss that stands for the current attempt. Text from outside (caller, key,
 * message, error) is kept as JSON, and JSON as text: any string survives that.
 */
const TABLE = `
  create schema mcp_jobs;
  create table mcp_jobs.job (
    id text primary key,
    tool text not null,
    caller text not null,
    idempotency_key text,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    ticket uuid not null default gen_random_uuid() unique,
    args text not null,
    interactive boolean not null,
    retry boolean not null,
    attempt integer not null default 0,
    cancel_requested boolean not null default false,
    stage double precision not null default 0,
    total_stages double precision not null default 1,
    message text not null default '""',
    questions text,
    answers text,
    result text,
    error text,
    files text not null default '[]',
    created timestamptz not null default clock_timestamp(),
    updated timestamptz not null default clock_timestamp(),
    started timestamptz,
    ended timestamptz
  );
  create unique index job_key on mcp_jobs.job (tool, caller, idempotency_key) where idempotency_key is not null;
  create index job_live on mcp_jobs.job (state, caller) where ended is null;
  create index job_ended on mcp_jobs.job (ended) where ended is not null;
  create table mcp_jobs.version (version integer not null);
  insert into mcp_jobs.version values (${VERSION});`;

/** The database's clock; times never run backwards within a job. */
export const NOW = 'greatest(updated, clock_timestamp())';

/** Ended at most a TTL ago, or not at all. `ttl` is the parameter that has it, in milliseconds. */
export function kept(ttl: `$${number}`): string {
  return `(ended is null or ended > clock_timestamp() - ${ttl} * interval '1 millisecond')`;
}

/** Makes the table unless it is there; one replica at a time. */
export async function prepareTable({ transaction }: Connection): Promise<void> {
  await transaction(async ({ query }) => {
    await query(`select pg_advisory_xact_lock(${LOCKS.schema})`);
    const [found] = await query<{ present: boolean }>(
      `select to_regclass('mcp_jobs.version') is not null as present`,
    );
    if (found?.present !== true) {
      await query(TABLE);
      return;
    }
    const [row] = await query<{ version: number }>('select version from mcp_jobs.version');
    if (row?.version === VERSION) return;
    throw new StoreError(
      `the tables in the database of JOBS_URL are version ${row?.version}, this server knows ${VERSION}: ` +
        'start the version of the server that wrote them, or name another database',
    );
  });
}
