// Forgets jobs whose time is over: their files first, so that no file is left that nobody knows.
import type { Log } from '../log.ts';
import type { JobStore } from './store.ts';

export interface Sweeper {
  start(): void;
  /** Resolves when a sweep that was running has ended. */
  stop(): Promise<void>;
}

const BATCH = 100;
const MOST_OFTEN = 1000;
const LEAST_OFTEN = 60_000;

export function createSweeper(parts: {
  readonly store: JobStore;
  readonly files: { remove(ids: readonly string[]): Promise<void> };
  /** Milliseconds that ended jobs are kept. */
  readonly ttl: number;
  readonly log: Log;
}): Sweeper {
  const { store, files, ttl, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  const sweep = async () => {
    for (;;) {
      const jobs = await store.expired(BATCH);
      if (jobs.length === 0) return;
      await files.remove(jobs.flatMap((job) => job.files.map(({ id }) => id)));
      await store.forget(jobs.map(({ id }) => id));
      log.debug({ jobs: jobs.length }, 'forgotten');
    }
  };
  const run = () => {
    sweeping ??= sweep()
      .catch((err: unknown) => log.error({ err }, 'old jobs were not removed: tried again later'))
      .finally(() => {
        sweeping = undefined;
      });
  };
  return {
    start() {
      run();
      timer = setInterval(run, Math.min(LEAST_OFTEN, Math.max(MOST_OFTEN, ttl / 10)));
    },
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}
