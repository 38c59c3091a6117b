// A job's life in the log: one line per state.
import type { Log } from '../log.ts';
import type { Job, JobState } from './store.ts';

/** A state that a job reached; `lost` is the end of an attempt that counts for nothing. */
export interface Reached {
  readonly state: JobState | 'lost';
  readonly attempt: number;
  /** How long it was in the state before. */
  readonly ms: number;
  /** Why it failed, as its caller may read it. */
  readonly error?: string | undefined;
}

/** Characters of an error that a line has. */
const LONGEST = 300;

export function logState(
  log: Log,
  { id, tool, caller }: Pick<Job, 'id' | 'tool' | 'caller'>,
  { error, ...reached }: Reached,
): void {
  const why = error === undefined ? {} : { error: error.slice(0, LONGEST) };
  log.info({ job: id, tool, caller, ...reached, ...why }, 'job');
}

/** Jobs that lost the process that ran them, as they are now. */
export function logLeft(log: Log, jobs: readonly Job[]): void {
  for (const job of jobs) {
    const { state, attempt, error, created, started = created, updated } = job;
    logState(log, job, { state, attempt, ms: Math.max(0, updated - started), error });
  }
}
