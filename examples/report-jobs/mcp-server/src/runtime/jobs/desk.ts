// Where callers' wishes reach the store: start a job, find it again, have it end. Each caller knows its own only.
import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import { toJson } from '../serialise.ts';
import type { Attempt } from './attempt.ts';
import type { JobTool } from './job-tool.ts';
import { logLeft, logState } from './life.ts';
import { isJobId, type Job, type JobStore, type Questions, type Started } from './store.ts';

export interface Desk {
  /** `args` are those that the tool accepts. Resolves to words for the caller when nothing was started. */
  start(wish: Wish): Promise<Job | Refused>;
  /** Undefined for what is unknown, malformed, forgotten or another's. */
  find(id: string, caller: string): Promise<Job | undefined>;
  /** Resolves to the job as it is then. */
  cancel(id: string, caller: string): Promise<Job | undefined>;
  answer(id: string, answers: Questions): Promise<void>;
}

export interface Wish {
  readonly tool: JobTool;
  readonly args: unknown;
  readonly caller: string;
  /** The client follows the job and can be asked. */
  readonly interactive: boolean;
  readonly idempotencyKey?: string | undefined;
}

export interface Refused {
  readonly refused: string;
}

/** Bytes of a job's arguments as JSON. */
const LONGEST_ARGS = 262_144;

/** `running` finds a job that this process runs: it hears at once what others hear with their next beat. */
export function createDesk(
  store: JobStore,
  log: Log,
  running: (id: string) => Attempt | undefined,
): Desk {
  const find = async (id: string, caller: string) => {
    const job = isJobId(id) ? await store.get(id) : undefined;
    return job?.caller === caller ? job : undefined;
  };
  return {
    find,
    start: (wish) => start(wish, store, log),
    async cancel(id, caller) {
      const before = await find(id, caller);
      if (before === undefined) return undefined;
      const job = await store.cancel(id);
      if (job?.state === 'running') running(id)?.end('cancel');
      if (job?.state === 'cancelled' && before.state === 'queued') logLeft(log, [job]);
      return job;
    },
    async answer(id, answers) {
      await store.answer(id, answers);
      running(id)?.wake();
    },
  };
}

async function start(wish: Wish, store: JobStore, log: Log): Promise<Job | Refused> {
  const { tool, caller, interactive, idempotencyKey } = wish;
  const args = toJson(wish.args) ?? {};
  if (Buffer.byteLength(JSON.stringify(args)) > LONGEST_ARGS) {
    const refused = `the arguments have more than the ${LONGEST_ARGS} bytes that a job may have`;
    return { refused };
  }
  const id = randomBytes(16).toString('hex');
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  const retry = tool.retry === true;
  const started = await store.start({
    id,
    tool: tool.name,
    caller,
    args,
    interactive,
    retry,
    ...key,
  });
  if (started.kind === 'queued') {
    logState(log, started.job, { state: 'queued', attempt: 0, ms: 0 });
  }
  return answerOf(started, idempotencyKey);
}

function answerOf(started: Started, key: string | undefined): Job | Refused {
  switch (started.kind) {
    case 'queued':
    case 'existing':
      return started.job;
    case 'mismatch':
      return { refused: `idempotency_key ${JSON.stringify(key)} was used with other arguments` };
    case 'full': {
      const whose = started.whose === 'queue' ? '' : 'of this caller ';
      return {
        refused: `queue full: ${started.limit} jobs ${whose}are waiting; try again when some have ended`,
      };
    }
  }
}
