// Which store JOBS_URL names: a file beside the server, or the PostgreSQL that several replicas share.
import { openPostgresStore } from './postgres.ts';
import { LONGEST_RUN } from './postgres-queue.ts';
import type { JobSettings } from './settings.ts';
import { openSqliteStore } from './sqlite.ts';
import { sqliteFile } from './sqlite-file.ts';
import type { JobStore, StoreOptions } from './store.ts';

/** The least that pg-boss runs on. */
const NODE = [22, 12] as const;

/** What is wrong with JOBS_URL on this machine, and with JOB_TIMEOUT there; it never says what stands in the first. */
export function problemOf(
  { url, timeout }: Pick<JobSettings, 'url' | 'timeout'>,
  node = process.versions.node,
): string | undefined {
  if (sqliteFile(url) !== undefined) return undefined;
  if (!isPostgres(url)) {
    return 'JOBS_URL names no store of jobs: expected sqlite:<path of a file> or postgres://<user>:<password>@<host>/<database>';
  }
  if (!URL.canParse(url))
    return 'JOBS_URL is no URL: percent-encode what is special in its password';
  if (timeout > LONGEST_RUN * 1000)
    return `JOB_TIMEOUT: a job in PostgreSQL may run for ${LONGEST_RUN / 3600}h, then it counts as lost: set that or less`;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return undefined;
  return `JOBS_URL names PostgreSQL, which needs Node ${NODE.join('.')} or later (this is ${node}): run the server on Node 24, or keep jobs in a file (sqlite:)`;
}

export function openStore(options: StoreOptions): Promise<JobStore> {
  return isPostgres(options.url) ? openPostgresStore(options) : openSqliteStore(options);
}

function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(url);
}
