// One attempt at a job: its function runs, what it says is kept, and it ends by itself, in time, or by force.
import { ownLevel } from '../context.ts';
import type { Log } from '../log.ts';
import { endingOf } from './ending.ts';
import { insist } from './insist.ts';
import { logState } from './life.ts';
import { createMadeFiles, type FileStore, type MadeFiles } from './made-files.ts';
import { createPace } from './pace.ts';
import { createQuestioner, type Questioner } from './questions.ts';
import { stagesOf } from './stages.ts';
import { createStop, type Reason, type Stop } from './stop.ts';
import {
  type Claim,
  INTERRUPTED,
  type JobStore,
  MAX_ATTEMPTS,
  type Progress,
  StoreError,
} from './store.ts';
import type { Execution, Hooks, Outcome } from './work.ts';

export interface Attempt {
  readonly claim: Claim;
  /** Aborts the function's signal, and a little later waits for it no more. */
  end(reason: Reason): void;
  /** An answer to what it asks may have come. */
  wake(): void;
  /** Resolves when the end has been written. Never rejects. */
  readonly done: Promise<void>;
}

export interface AttemptParts {
  readonly store: JobStore;
  readonly execution: Execution;
  readonly files: FileStore;
  readonly log: Log;
  /** Milliseconds; Infinity is none. */
  readonly timeout: number;
  /** Milliseconds that a job is kept after its end. */
  readonly ttl: number;
  /** Bytes of a result's JSON that are stored, and of an answer. */
  readonly resultMax: number;
  readonly answerMax: number;
  /** Whether the job may run again when it does not end here. */
  readonly retry: boolean;
  /** Aborts when the store is tried no more. */
  readonly giveUp: AbortSignal;
}

interface Running {
  readonly claim: Claim;
  readonly stop: Stop;
  readonly made: MadeFiles;
  readonly questions: Questioner;
  /** When it began, by `performance.now()`. */
  readonly began: number;
}

/** Milliseconds between two writes of progress. */
const PACE = 250;
/** Milliseconds that a file outlives its job, whose end nobody knows when the file is made. */
const SPARE = 3_600_000;
const LONGEST = 30 * 86_400_000;

/** How an attempt ends that its server did not finish, or that was another's by then. */
const AGAIN = { state: 'queued' } as const;
const LEFT = { state: 'failed', error: INTERRUPTED } as const;
const LOST = { state: 'lost' } as const;

export function beginAttempt(claim: Claim, parts: AttemptParts): Attempt {
  const { job } = claim;
  const stop = createStop(parts.timeout);
  const keep = Math.min(parts.timeout, LONGEST) + parts.ttl + SPARE;
  const running: Running = {
    claim,
    stop,
    made: createMadeFiles(parts.files, job.caller, keep),
    questions: createQuestioner(parts.store, claim, stop.signal),
    began: performance.now(),
  };
  const waited = Date.now() - job.created;
  logState(parts.log, job, { state: 'running', attempt: claim.attempt, ms: waited });
  const done = run(running, parts).catch((err: unknown) => {
    parts.log.error({ job: job.id, tool: job.tool, err }, 'the end of a job was not written');
  });
  return { claim, end: stop.end, wake: running.questions.wake, done };
}

async function run(running: Running, parts: AttemptParts): Promise<void> {
  const { claim, stop, made, questions } = running;
  const { tool, caller, args, id } = claim.job;
  const pace = createPace<Progress>(PACE, (progress) => write(progress, running, parts));
  const hooks: Hooks = {
    began: stop.restart,
    progress(...report) {
      const progress = stagesOf(...report);
      if (progress !== undefined) pace.push(progress);
    },
    log: (level, data) => parts.log[ownLevel(level)]({ job: id, tool, data }, 'tool log'),
    file: made.save,
    ask: questions.ask,
  };
  const { signal, force } = stop;
  const outcome = await parts.execution.run({ id, tool, caller, args, signal, force, hooks });
  stop.clear();
  await pace.flush();
  await conclude(running, outcome, parts);
}

async function write(progress: Progress, { claim, stop }: Running, parts: AttemptParts) {
  try {
    if (!(await parts.store.progress(claim, progress))) stop.end('lost');
  } catch (err) {
    // That a store is gone is said once, by the runner.
    const level = err instanceof StoreError ? 'debug' : 'warn';
    parts.log[level]({ job: claim.job.id, err }, 'progress was not written');
  }
}

/** Files of what ends without an answer go: nobody hears of them. */
async function conclude(running: Running, outcome: Outcome, parts: AttemptParts): Promise<void> {
  const { claim, stop, made, began } = running;
  const ms = Math.round(performance.now() - began);
  const { store, giveUp, log, retry } = parts;
  const { job, attempt } = claim;
  if (stop.reason === 'lost') return made.drop();
  if (stop.reason === 'stop') {
    await insist(() => store.release(claim), giveUp, log);
    const left = retry && attempt < MAX_ATTEMPTS ? AGAIN : LEFT;
    logState(log, job, { ...left, attempt, ms });
    return made.drop();
  }
  const ending = await endingOf(job, outcome, stop.reason, { ...parts, made });
  const written = await insist(() => store.finish(claim, ending), giveUp, log);
  const error = ending.state === 'failed' ? ending.error : undefined;
  logState(log, job, { ...(written ? { state: ending.state, error } : LOST), attempt, ms });
  if (!written) await made.drop();
}
