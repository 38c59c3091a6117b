// Whose turn it is: the two queues of pg-boss. A ticket stands for one attempt at a job, while it waits or runs.
import type { Connection, Transaction } from './postgres-connection.ts';

const WAITING = 'jobs';
/** Where pg-boss puts the tickets of owners that no longer beat. */
const LOST = 'lost';
/** Seconds without a beat until an owner counts as gone; pg-boss takes no less. */
const LEASE = 10;
/** In seconds; pg-boss takes no more: a job that runs for longer counts as lost. */
export const LONGEST_RUN = 86_400;

export interface Ticket {
  /** A UUID, new for each attempt. */
  readonly id: string;
  readonly caller: string;
  /** Before all that have not been taken yet. */
  readonly first?: boolean;
}

/** What is done within a transaction becomes part of it. */
export interface Queue {
  push(tx: Transaction, ticket: Ticket): Promise<void>;
  /** The oldest ticket of the callers that have at most `running` taken; undefined when there is none. */
  take(tx: Transaction, running: number): Promise<string | undefined>;
  drop(ticket: string, tx?: Transaction): Promise<void>;
  /** Their owner lives. */
  touch(tickets: readonly string[]): Promise<void>;
  /** Finds owners that are gone; one replica does it at a time. */
  supervise(): Promise<void>;
  /** The tickets of such owners, taken from the list: some, none when none is left. */
  lost(tx: Transaction): Promise<readonly string[]>;
}

export async function openQueue({ boss }: Connection): Promise<Queue> {
  const lasting = { retryLimit: 0, retentionSeconds: 365 * 86_400 };
  await boss.createQueue(LOST, lasting);
  await boss.createQueue(WAITING, {
    ...lasting,
    deadLetter: LOST,
    heartbeatSeconds: LEASE,
    expireInSeconds: LONGEST_RUN,
    deleteAfterSeconds: 60,
  });
  return {
    async push({ db }, { id, caller, first }) {
      await boss.send(WAITING, null, { id, group: { id: caller }, priority: first ? 1 : 0, db });
    },
    async take({ db }, running) {
      const fair = await boss.fetch(WAITING, { db, groupConcurrency: running + 1 });
      const [ticket] = fair.length > 0 ? fair : await boss.fetch(WAITING, { db });
      return ticket?.id;
    },
    async drop(ticket, tx) {
      await boss.deleteJob(WAITING, ticket, tx ? { db: tx.db } : {});
    },
    async touch(tickets) {
      if (tickets.length > 0) await boss.touch(WAITING, [...tickets]);
    },
    supervise: () => boss.supervise(WAITING),
    async lost({ db }) {
      const found = await boss.fetch(LOST, { db, batchSize: 100, includeMetadata: true });
      if (found.length > 0)
        await boss.deleteJob(
          LOST,
          found.map(({ id }) => id),
          { db },
        );
      return found.map(({ sourceId }) => sourceId).filter((id) => id !== null);
    },
  };
}
