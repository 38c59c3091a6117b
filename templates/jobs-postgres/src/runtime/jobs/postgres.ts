// The job store of several replicas: our table on PostgreSQL, pg-boss as the queue, the database's clock for all.
import { claimJob, giveBack } from './postgres-claim.ts';
import { type Connection, connect } from './postgres-connection.ts';
import { createTrouble, openingError } from './postgres-errors.ts';
import { openQueue, type Queue } from './postgres-queue.ts';
import { COLUMNS, jobOf, type Row } from './postgres-row.ts';
import { answerJob, ask, finish, OWNED, progress, takeAnswers } from './postgres-run.ts';
import { kept, NOW, prepareTable } from './postgres-schema.ts';
import { startJob } from './postgres-start.ts';
import { openWatch, type Watch } from './postgres-watch.ts';
import {
  type Claim,
  type Ending,
  isJobId,
  type Job,
  type JobStore,
  type NewJob,
  type Notice,
  type Progress,
  type Questions,
  type Started,
  type StoreOptions,
} from './store.ts';

/** Connects and makes its tables where they are missing. `url` names a database that exists. */
export async function openPostgresStore(options: StoreOptions): Promise<JobStore> {
  const trouble = createTrouble(options.log);
  const connection = await connect(options.url, trouble);
  try {
    await prepareTable(connection);
    const queue = await openQueue(connection);
    const watch = await openWatch(connection, queue, trouble, options.log);
    return new PostgresStore(connection, queue, watch, options);
  } catch (error) {
    await connection.close();
    throw openingError(error);
  }
}

class PostgresStore implements JobStore {
  readonly kind = 'postgres';
  readonly #connection: Connection;
  readonly #queue: Queue;
  readonly #watch: Watch;
  readonly #options: StoreOptions;
  #lastStart: Promise<void> = Promise.resolve();

  constructor(connection: Connection, queue: Queue, watch: Watch, options: StoreOptions) {
    this.#connection = connection;
    this.#queue = queue;
    this.#watch = watch;
    this.#options = options;
  }

  /** Starts wait for each other anyway (LOCKS): here, where they take no connections from other calls. */
  start(job: NewJob): Promise<Started> {
    const { transaction, guard } = this.#connection;
    const started = this.#lastStart.then(() =>
      guard(() => transaction((tx) => startJob(tx, this.#queue, job, this.#options))),
    );
    this.#lastStart = started.then(
      () => undefined,
      () => undefined,
    );
    return started;
  }

  async get(id: string): Promise<Job | undefined> {
    if (!isJobId(id)) return undefined;
    const rows = await this.#query(
      `select ${COLUMNS} from mcp_jobs.job where id = $1 and ${kept('$2')}`,
      [id, this.#options.ttl],
    );
    return rows.map(jobOf)[0];
  }

  claim(): Promise<Claim | undefined> {
    const { transaction, guard } = this.#connection;
    return guard(() => transaction((tx) => claimJob(tx, this.#queue)));
  }

  onWaiting(listener: () => void): () => void {
    return this.#watch.onWaiting(listener);
  }

  async beat(claims: readonly Claim[]): Promise<readonly Notice[]> {
    if (claims.length === 0) return [];
    const ids = claims.map(({ job }) => job.id);
    const { query, guard } = this.#connection;
    const rows = await guard(() => query<Run>(RUNS, [ids]));
    const found = claims.map(({ job: { id }, attempt }) => ({
      id,
      row: rows.find((row) => row.id === id && row.attempt === attempt),
    }));
    const own = found.flatMap(({ row }) => (row === undefined ? [] : [row.ticket]));
    await guard(() => this.#queue.touch(own));
    return found.flatMap(({ id, row }): readonly Notice[] => {
      if (row === undefined) return [{ id, kind: 'lost' }];
      return row.cancel_requested ? [{ id, kind: 'cancel' }] : [];
    });
  }

  progress(claim: Claim, reached: Progress): Promise<boolean> {
    return this.#connection.guard(() => progress(this.#connection, claim, reached));
  }

  ask(claim: Claim, questions: Questions | undefined): Promise<boolean> {
    return this.#connection.guard(() => ask(this.#connection, claim, questions));
  }

  async answer(id: string, answers: Questions): Promise<void> {
    if (!isJobId(id)) return;
    const { transaction, guard } = this.#connection;
    await guard(() => transaction((tx) => answerJob(tx, id, answers)));
  }

  takeAnswers(claim: Claim): Promise<Questions | undefined> {
    return this.#connection.guard(() => takeAnswers(this.#connection, claim));
  }

  finish(claim: Claim, ending: Ending): Promise<boolean> {
    const { transaction, guard } = this.#connection;
    return guard(() => transaction((tx) => finish(tx, this.#queue, claim, ending)));
  }

  async release({ job: { id }, attempt }: Claim): Promise<void> {
    const { transaction, guard } = this.#connection;
    await guard(() =>
      transaction(async (tx) => {
        const rows = await tx.query<Row>(
          `select ${COLUMNS} from mcp_jobs.job where ${OWNED} for update`,
          [id, attempt],
        );
        for (const { ticket } of rows) {
          await giveBack(tx, this.#queue, [ticket]);
          await this.#queue.drop(ticket, tx);
        }
      }),
    );
  }

  async cancel(id: string): Promise<Job | undefined> {
    if (!isJobId(id)) return undefined;
    const [row] = await this.#query(CANCEL, [id]);
    if (row === undefined) return this.get(id);
    // Not in one transaction: who takes a ticket locks it first, then the row.
    if (row.state === 'cancelled') await this.#connection.guard(() => this.#queue.drop(row.ticket));
    return jobOf(row);
  }

  async expired(limit: number): Promise<readonly Job[]> {
    const rows = await this.#query(
      `select ${COLUMNS} from mcp_jobs.job where ended is not null and not ${kept('$1')}
        order by ended limit $2`,
      [this.#options.ttl, limit],
    );
    return rows.map(jobOf);
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.#query('delete from mcp_jobs.job where id = any($1) and ended is not null', [ids]);
  }

  async count(): Promise<{ readonly queued: number; readonly running: number }> {
    const { query, guard } = this.#connection;
    const [row] = await guard(() =>
      query<{ queued: number; running: number }>(
        `select count(*) filter (where state = 'queued')::int as queued,
          count(*) filter (where state = 'running')::int as running
        from mcp_jobs.job where ended is null`,
      ),
    );
    return row ?? { queued: 0, running: 0 };
  }

  async close(): Promise<void> {
    await this.#watch.close();
    await this.#connection.close();
  }

  #query(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#connection.guard(() => this.#connection.query<Row>(text, values));
  }
}

type Run = Pick<Row, 'id' | 'attempt' | 'ticket' | 'cancel_requested'>;
const RUNS = `select id, attempt, ticket, cancel_requested from mcp_jobs.job
  where id = any($1) and state = 'running'`;

const CANCEL = `update mcp_jobs.job set cancel_requested = true, updated = ${NOW},
    state = case state when 'queued' then 'cancelled' else state end,
    ended = case state when 'queued' then ${NOW} end
  where id = $1 and state in ('queued', 'running') returning ${COLUMNS}`;
