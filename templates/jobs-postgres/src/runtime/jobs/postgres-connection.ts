// PostgreSQL through pg-boss: its pool, transactions, the listener, and errors that name no credentials.
import type { Db, PgBoss } from 'pg-boss';
import { callError, openingError, type Trouble } from './postgres-errors.ts';
import { StoreError } from './store.ts';

/** pg-boss keeps its own tables apart from ours. */
const QUEUE_SCHEMA = 'mcp_jobs_queue';
const MAX_CONNECTIONS = 6;
/**
 * A statement or lock that takes longer fails, and so does a transaction whose process stands still: it
 * would hold up the starts of all replicas.
 */
const BOUNDS = {
  statement_timeout: 15_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** Rows come as the statement names their columns; who writes the statement says what they are. */
export interface Sql {
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Transaction extends Sql {
  /** For pg-boss: what it does becomes part of this transaction. */
  readonly db: Db;
}

export interface Connection extends Sql {
  readonly boss: PgBoss;
  /** Commits what `work` did, or nothing of it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Calls `heard` for each NOTIFY on `channel`, and when one may have been missed; resolves to what ends that. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  /** Whatever the database or pg-boss throws in `work` becomes a `StoreError`. */
  guard<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Connects, and makes or updates pg-boss's tables; several replicas may do so at once. */
export async function connect(url: string, trouble: Trouble): Promise<Connection> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss(optionsOf(url));
  boss.on('error', trouble.failed);
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false });
    throw openingError(error);
  }
  return connectionOf(boss);
}

/** Supervision is ours to call (postgres-watch.ts); plans and flows are not used. */
function optionsOf(url: string) {
  const bounds = Object.entries(BOUNDS).map(([name, value]) => `-c ${name}=${value}`);
  return {
    connectionString: url,
    schema: QUEUE_SCHEMA,
    application_name: 'mcp-jobs',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
    keepAlive: true,
    options: bounds.join(' '),
    supervise: false,
    schedule: false,
    flowIntervalSeconds: 3600,
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: 600,
  };
}

function connectionOf(boss: PgBoss): Connection {
  const db = boss.getDb();
  return {
    boss,
    ...sqlOf(db),
    transaction: (work) => transact(db, work),
    async listen(channel, heard) {
      if (db.listen === undefined) throw new StoreError('this pg-boss cannot listen');
      const { close } = await db.listen(channel, heard, heard);
      return close;
    },
    async guard(work) {
      try {
        return await work();
      } catch (error) {
        throw callError(error);
      }
    },
    close: () => boss.stop({ graceful: false }),
  };
}

function sqlOf(db: Db): Sql {
  return {
    query: async (text, values = []) => (await db.executeSql(text, [...values])).rows,
  };
}

async function transact<T>(db: Db, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (db.beginTransaction === undefined) throw new StoreError('this pg-boss has no transactions');
  const transaction = await db.beginTransaction();
  try {
    const result = await work({ db: transaction.db, ...sqlOf(transaction.db) });
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
