// The embedded job store: one SQLite file, one process. Each statement has committed when it returns.
import { type Bound, type Database, SqliteFault } from './sqlite-binding.ts';
import { messageOf, openFile } from './sqlite-open.ts';
import { answerJob, takeAnswers } from './sqlite-questions.ts';
import { jobOf, known, number, read, stored, text } from './sqlite-rows.ts';
import { CANCEL, ENDED, OWNED, settle, TOUCH, unlock } from './sqlite-schema.ts';
import { startJob } from './sqlite-start.ts';
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
  StoreError,
  type StoreOptions,
} from './store.ts';

/** Callers take turns: who has the fewest running, then who came first. */
const NEXT = `select id from
    (select caller, min(seq) as seq from jobs
      where ended is null and state = 'queued' group by caller) as first
  left join (select caller, count(*) as busy from jobs
      where ended is null and state = 'running' group by caller) using (caller)
  join jobs using (seq) order by coalesce(busy, 0), seq limit 1`;
const EXPIRED = 'select * from jobs where ended < ? order by ended limit ?';
const FORGET = `delete from jobs
  where ended is not null and id in (select value from json_each(?))`;
const COUNT = `select count(*) filter (where state = 'queued') as queued,
  count(*) filter (where state = 'running') as running from jobs where ended is null`;
const CLAIM = `update jobs set state = 'running', attempt = attempt + 1,
  started = max(updated, ?), ${TOUCH} where id = ?`;
const ASK_TO_END = `update jobs set cancel_requested = 1, ${TOUCH}`;

/** Opens the file; what ran when its last process ended has been settled when this resolves. */
export async function openSqliteStore(options: StoreOptions): Promise<JobStore> {
  return new SqliteStore(openFile(options.url, options.log), options);
}

class SqliteStore implements JobStore {
  readonly kind = 'sqlite';
  readonly #options: StoreOptions;
  readonly #listeners = new Set<() => void>();
  readonly #database: Database;
  #isOpen = true;

  constructor(database: Database, options: StoreOptions) {
    this.#database = database;
    this.#options = options;
  }

  start(job: NewJob): Promise<Started> {
    return this.#use((database) => {
      const started = startJob(database, job, this.#options);
      // What a listener throws is its own fault: the job is stored.
      if (started.kind === 'queued') for (const each of this.#listeners) queueMicrotask(each);
      return started;
    });
  }

  async get(id: string): Promise<Job | undefined> {
    return isJobId(id) ? this.#use((database) => this.#remembered(database, id)) : undefined;
  }

  /** What expired is as good as forgotten, also before it is. */
  #remembered(database: Database, id: string): Job | undefined {
    const job = read(database, id);
    return job?.ended === undefined || job.ended >= this.#expiry() ? job : undefined;
  }

  #expiry(): number {
    return Date.now() - this.#options.ttl;
  }

  claim(): Promise<Claim | undefined> {
    return this.#use((database) => {
      const next = database.get(NEXT);
      if (next === undefined) return undefined;
      const id = text(next, 'id');
      const now = Date.now();
      database.run(CLAIM, now, now, id);
      const job = known(database, id);
      return { job, attempt: job.attempt };
    });
  }

  onWaiting(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  beat(claims: readonly Claim[]): Promise<readonly Notice[]> {
    return this.#use((database) =>
      claims.flatMap(({ job: { id }, attempt }): readonly Notice[] => {
        const row = database.get(`select cancel_requested from jobs where ${OWNED}`, id, attempt);
        if (row === undefined) return [{ id, kind: 'lost' }];
        return row.cancel_requested === 1 ? [{ id, kind: 'cancel' }] : [];
      }),
    );
  }

  progress(claim: Claim, { stage, totalStages, message }: Progress): Promise<boolean> {
    const sets = 'stage = ?, total_stages = ?, message = ?';
    return this.#write(claim, sets, stage, totalStages, stored(message));
  }

  ask(claim: Claim, questions: Questions | undefined): Promise<boolean> {
    return questions === undefined
      ? this.#write(claim, 'questions = null, answers = null')
      : this.#write(claim, 'questions = ?', stored(questions));
  }

  async answer(id: string, answers: Questions): Promise<void> {
    if (isJobId(id)) await this.#use((database) => answerJob(database, id, answers));
  }

  takeAnswers(claim: Claim): Promise<Questions | undefined> {
    return this.#use((database) => takeAnswers(database, claim));
  }

  finish(claim: Claim, ending: Ending): Promise<boolean> {
    const { state, files } = ending;
    const done = state === 'succeeded' ? 'stage = total_stages, result' : 'error';
    const outcome = state === 'succeeded' ? ending.result : failureOf(ending);
    const sets = `${done} = ?, state = ?, files = ?, ${ENDED}`;
    return this.#write(claim, sets, stored(outcome), state, stored(files), Date.now());
  }

  /** False when the run is over: then nothing was written. */
  #write({ job, attempt }: Claim, sets: string, ...values: readonly Bound[]): Promise<boolean> {
    const sql = `update jobs set ${sets}, ${TOUCH} where ${OWNED}`;
    return this.#use((database) => database.run(sql, ...values, Date.now(), job.id, attempt) === 1);
  }

  async release({ job, attempt }: Claim): Promise<void> {
    await this.#use((database) => settle(database, OWNED, job.id, attempt));
  }

  async cancel(id: string): Promise<Job | undefined> {
    if (!isJobId(id)) return undefined;
    return this.#use((database) => {
      const now = Date.now();
      database.run(`${CANCEL} where id = ? and state = 'queued'`, now, now, id);
      database.run(`${ASK_TO_END} where id = ? and state = 'running'`, now, id);
      return this.#remembered(database, id);
    });
  }

  expired(limit: number): Promise<readonly Job[]> {
    return this.#use((database) => database.all(EXPIRED, this.#expiry(), limit).map(jobOf));
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.#use((database) => database.run(FORGET, stored(ids)));
  }

  count(): Promise<{ readonly queued: number; readonly running: number }> {
    return this.#use((database) => {
      const row = database.get(COUNT) ?? {};
      return { queued: number(row, 'queued'), running: number(row, 'running') };
    });
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await this.#use(unlock);
    this.#isOpen = false;
    this.#database.close();
  }

  async #use<T>(work: (database: Database) => T): Promise<T> {
    if (!this.#isOpen) throw new StoreError('the job store is closed');
    try {
      return work(this.#database);
    } catch (error) {
      throw error instanceof SqliteFault
        ? new StoreError(messageOf(error), { cause: error })
        : error;
    }
  }
}

function failureOf(ending: Ending): string | undefined {
  return ending.state === 'failed' ? ending.error : undefined;
}
