// Watches for jobs that wait, and for those whose owner is gone, as long as the store is open.
import type { Log } from '../log.ts';
import { logLeft } from './life.ts';
import { giveBack } from './postgres-claim.ts';
import type { Connection } from './postgres-connection.ts';
import type { Trouble } from './postgres-errors.ts';
import type { Queue } from './postgres-queue.ts';
import { CHANNEL } from './postgres-start.ts';
import { BEAT, type Job } from './store.ts';

/**
 * Milliseconds. Owners that could not reach the database get as long to beat again, before anybody looks
 * for owners that are gone.
 */
const SETTLE = 5 * BEAT;

export interface Watch {
  onWaiting(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Replicas hear of each other's starts at once, and look once a beat in case they did not. */
export async function openWatch(
  connection: Connection,
  queue: Queue,
  trouble: Trouble,
  log: Log,
): Promise<Watch> {
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of listeners) listener();
  };
  const unlisten = await connection.listen(CHANNEL, wake);
  const rounds = everyBeat(async (isSettled) => {
    const [found] = await connection.query<{ waiting: boolean }>(WAITING);
    if (found?.waiting === true) wake();
    if (isSettled) logLeft(log, await takeOver(connection, queue));
  }, trouble);
  return {
    onWaiting(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      await rounds.stop();
      await unlisten();
    },
  };
}

const WAITING = `select exists (select from mcp_jobs.job where ended is null and state = 'queued') as waiting`;

async function takeOver({ transaction }: Connection, queue: Queue): Promise<readonly Job[]> {
  await queue.supervise();
  return transaction(async (tx) => {
    const tickets = await queue.lost(tx);
    return tickets.length > 0 ? giveBack(tx, queue, tickets) : [];
  });
}

/** One round at a time; it hears whether all rounds of the last `SETTLE` milliseconds were in time and went well. */
function everyBeat(
  round: (isSettled: boolean) => Promise<void>,
  trouble: Trouble,
): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  let wellSince = performance.now();
  let last = wellSince;
  const beat = async (): Promise<void> => {
    const now = performance.now();
    if (now - last > SETTLE) wellSince = now; // this process stood still, and so did its beats
    last = now;
    try {
      await round(now - wellSince > SETTLE);
      trouble.ended();
    } catch (error) {
      wellSince = performance.now();
      trouble.failed(error);
    }
  };
  const timer = setInterval(() => {
    running ??= beat().finally(() => {
      running = undefined;
    });
  }, BEAT);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
