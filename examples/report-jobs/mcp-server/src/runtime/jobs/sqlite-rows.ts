// A row of the embedded store as a job, and the parts of a job as they are stored.
import type { Database, Row } from './sqlite-binding.ts';
import type { Job, JobState } from './store.ts';

/** JSON text: any string survives that, with NUL and lone surrogates too. Null for undefined. */
export function stored(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export function read(database: Database, id: string): Job | undefined {
  const row = database.get('select * from jobs where id = ?', id);
  return row === undefined ? undefined : jobOf(row);
}

/** A job that is there: this process just wrote it. */
export function known(database: Database, id: string): Job {
  const job = read(database, id);
  if (job === undefined) throw new TypeError('a job is missing that was just written');
  return job;
}

export function jobOf(row: Row): Job {
  return {
    id: text(row, 'id'),
    tool: text(row, 'tool'),
    caller: parsed(row, 'caller'),
    state: stateOf(row),
    args: parsed(row, 'args'),
    interactive: number(row, 'interactive') === 1,
    stage: number(row, 'stage'),
    totalStages: number(row, 'total_stages'),
    message: parsed(row, 'message'),
    files: parsed(row, 'files'),
    attempt: number(row, 'attempt'),
    created: number(row, 'created'),
    updated: number(row, 'updated'),
    ...(has(row, 'result') ? { result: parsed(row, 'result') } : {}),
    ...(has(row, 'error') ? { error: parsed(row, 'error') } : {}),
    ...(has(row, 'questions') ? { questions: parsed(row, 'questions') } : {}),
    ...(has(row, 'started') ? { started: number(row, 'started') } : {}),
    ...(has(row, 'ended') ? { ended: number(row, 'ended') } : {}),
  };
}

export function has(row: Row, column: string): boolean {
  return row[column] !== null;
}

/** What `stored` wrote; its type is what was stored there. */
export function parsed<T>(row: Row, column: string): T {
  const value: T = JSON.parse(text(row, column));
  return value;
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`${column} of a job is no text`);
  return value;
}

export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`${column} of a job is no number`);
  return value;
}

const STATES: readonly JobState[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];

function stateOf(row: Row): JobState {
  const state = STATES.find((each) => each === row.state);
  if (state === undefined) throw new TypeError(`no such state of a job: ${row.state}`);
  return state;
}
