// Which store JOBS_URL names: a file beside the server, or the PostgreSQL that several replicas share.
import { openPostgresStore } from './postgres.ts';
import { openSqliteStore } from './sqlite.ts';
import { sqliteFile } from './sqlite-file.ts';
import type { JobStore, StoreOptions } from './store.ts';

/** The least that pg-boss runs on. */
const NODE = [22, 12] as const;

/** What is wrong with JOBS_URL on this machine; it never says what stands in it. */
export function problemOf(url: string, node = process.versions.node): string | undefined {
  if (sqliteFile(url) !== undefined) return undefined;
  if (!isPostgres(url)) {
    return 'JOBS_URL names no store of jobs: expected sqlite:<path of a file> or postgres://<user>:<password>@<host>/<database>';
  }
  if (!URL.canParse(url))
    return 'JOBS_URL is no URL: percent-encode what is special in its password';
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
