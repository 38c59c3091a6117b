// Where jobs are kept: in a file of this machine.
import type { JobSettings } from './settings.ts';
import { openSqliteStore } from './sqlite.ts';
import { sqliteFile } from './sqlite-file.ts';
import type { JobStore, StoreOptions } from './store.ts';

/** What is wrong with JOBS_URL; undefined when it can be opened. */
export function problemOf({ url }: Pick<JobSettings, 'url'>): string | undefined {
  if (/^postgres(?:ql)?:/.test(url)) {
    return 'JOBS_URL names PostgreSQL: that takes "stores": { "jobs": "postgres" } in mcp.config.json, and generating again';
  }
  return sqliteFile(url) === undefined
    ? 'JOBS_URL names no file: expected sqlite:<path of a file>, percent-encoded'
    : undefined;
}

export function openStore(options: StoreOptions): Promise<JobStore> {
  return openSqliteStore(options);
}
