// Runs each job in a thread of its own: what burns time there delays nobody, and what hangs can be ended.
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { safeError } from '../errors.ts';
import { attend } from './attend.ts';
import { endChildren } from './children.ts';
import { forceOf } from './force.ts';
import { isStray, type Task } from './messages.ts';
import type { Execution, ExecutionOptions, Outcome, Work } from './work.ts';

const THREAD = new URL('./thread.js', import.meta.url).href;
/** Milliseconds that a thread without work waits for some: the next job need not load the module again. */
const IDLE = 300_000;

export function createExecution(options: ExecutionOptions): Execution {
  const { concurrency, memoryMb, log } = options;
  const pool = new Piscina({
    minThreads: 0,
    maxThreads: concurrency,
    idleTimeout: IDLE,
    niceIncrement: 10, // whoever asks the server comes first
    atomics: 'disabled', // else a thread would sleep over what a job left running
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  pool.on('error', (err: unknown) => log.error({ err }, 'a thread failed between jobs'));
  pool.on('message', (message: unknown) => {
    if (!isStray(message)) return log.debug('a job sent a message to nobody');
    const { stray: err, job, tool } = message;
    log.error({ job, tool, err }, 'unhandled rejection in a job');
  });
  let isForced = false;
  return {
    run(work) {
      work.force.addEventListener('abort', () => {
        isForced = true;
      });
      return runInThread(pool, work, options);
    },
    async close() {
      await pool.destroy();
      // A thread that was ended may still wait for a program, and the process for that thread.
      if (isForced) process.once('exit', endChildren);
    },
  };
}

async function runInThread(pool: Piscina, work: Work, options: ExecutionOptions): Promise<Outcome> {
  const { id, tool, caller, args } = work;
  const force = forceOf(work);
  const { port1, port2 } = new MessageChannel();
  const attended = attend(port1, force.work, options.log);
  const task: Task = { id, tool, caller, args, errors: options.errors, port: port2 };
  try {
    await pool.run(task, { filename: THREAD, signal: force.signal, transferList: [port2] });
    return attended.end() ?? { kind: 'failed', error: `${tool} ended without a result` };
  } catch (err) {
    return attended.end() ?? broken(err, work, options);
  }
}

/** The thread is gone, and the job's end with it. */
function broken(err: unknown, { id, tool, force }: Work, options: ExecutionOptions): Outcome {
  const { errors, log, memoryMb } = options;
  const failed = (error: string): Outcome => ({ kind: 'failed', error });
  if (force.aborted) return failed(`${tool} was ended`);
  if (codeOf(err) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return failed(`${tool} used more than the ${memoryMb} MB of memory that a job may have`);
  }
  if (err instanceof Error && /^worker exited with code/.test(err.message)) {
    return failed(`${tool} ended its own process: ${err.message.replace('worker ', '')}`);
  }
  const { message, ref } = safeError(tool, err, errors);
  const hint = 'code that cannot run in a thread needs "jobs": {"isolate": "none"}';
  log.error({ job: id, tool, ref, err, hint }, 'the thread of a job failed');
  return failed(message);
}

function codeOf(err: unknown): unknown {
  return typeof err === 'object' && err !== null && 'code' in err ? err.code : undefined;
}
