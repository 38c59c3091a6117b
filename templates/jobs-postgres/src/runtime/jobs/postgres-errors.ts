// What may be said of a failure of PostgreSQL: the way out by its code, never JOBS_URL or what stands in it.
import type { Log } from '../log.ts';
import { StoreError } from './store.ts';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['28P01', 'PostgreSQL refuses the user or password of JOBS_URL'],
  ['28000', 'PostgreSQL refuses the user of JOBS_URL from this address (pg_hba.conf)'],
  ['3D000', 'the database that JOBS_URL names does not exist: create it'],
  [
    '42501',
    'the user of JOBS_URL lacks a right: it needs CREATE on the database, or to own the schemas mcp_jobs and mcp_jobs_queue',
  ],
  ['53100', 'the disk of the PostgreSQL server is full'],
  ['53300', 'PostgreSQL has no connection left: raise max_connections, or run fewer replicas'],
  ['25006', 'the PostgreSQL server is read-only: JOBS_URL has to name the primary'],
]);
const UNREACHABLE =
  'PostgreSQL cannot be reached: check that it runs, and the host and port of JOBS_URL';

/** What to do, for the operator, and the SQLSTATE or the code of Node. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const reason =
    REASONS.get(code) ?? (isConnection(error, code) ? UNREACHABLE : 'PostgreSQL failed');
  return code === '' ? reason : `${reason} (${code})`;
}

function codeOf(error: unknown): string {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : '';
}

/** Sockets fail with a code of Node; what the driver itself gives up has a message and no code. */
function isConnection(error: unknown, code: string): boolean {
  if (/^(E[A-Z]+|08...|57P..)$/.test(code)) return true;
  const message = error instanceof Error ? error.message : '';
  return code === '' && /connection|timeout|not opened|ended/i.test(message);
}

/** While opening: tells the operator what to do. */
export function openingError(error: unknown): StoreError {
  return error instanceof StoreError ? error : new StoreError(reasonOf(error));
}

/** Of a call: callers may read it; its cause is for the log. */
export function callError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError('the job store cannot be used at the moment', {
    cause: new Error(reasonOf(error)),
  });
}

/** Logs what fails in the background: once, until it changes or ends. */
export interface Trouble {
  failed(error: unknown): void;
  ended(): void;
}

export function createTrouble(log: Log): Trouble {
  let current: string | undefined;
  return {
    failed(error) {
      const reason = reasonOf(error);
      if (reason !== current) log.warn({ reason }, 'job store');
      current = reason;
    },
    ended() {
      if (current !== undefined) log.info('job store works again');
      current = undefined;
    },
  };
}
