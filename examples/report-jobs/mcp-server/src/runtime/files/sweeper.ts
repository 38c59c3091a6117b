// Retention: files whose time is over go, bytes first, then what was known of them.
import type { Log } from '../log.ts';
import type { Place } from './place.ts';
import { bytesOf, listFiles, readRow, removeFile } from './rows.ts';

export interface Sweeper {
  start(): void;
  /** Resolves when nothing is swept any more. */
  stop(): Promise<void>;
}

/** Milliseconds between sweeps. */
const PAUSE = 600_000;
/** Milliseconds after which what is not complete was cut off: no write takes that long. */
const CUT_OFF = 3_600_000;

export function createSweeper(place: Place, log: Log): Sweeper {
  const expiries = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let sweeping = Promise.resolve();
  const sweepAndPause = async () => {
    await sweep(place, expiries).catch((err: unknown) => log.warn({ err }, 'files not swept'));
    timer?.refresh();
  };
  return {
    start() {
      timer = setTimeout(() => {
        sweeping = sweepAndPause();
      }, PAUSE).unref();
      sweeping = sweepAndPause();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      return sweeping;
    },
  };
}

/** `expiries` remembers the rows that were read: they do not change. */
export async function sweep(place: Place, expiries: Map<string, number>): Promise<void> {
  const now = Date.now();
  await place.tidy(now - CUT_OFF);
  const { rows, bytes } = await listFiles(place);
  for (const id of expiries.keys()) if (!rows.has(id)) expiries.delete(id);
  for (const id of rows) {
    const expires = expiries.get(id) ?? (await readRow(place, id))?.expires ?? now + CUT_OFF;
    expiries.set(id, expires);
    if (expires <= now) await removeFile(place, id);
  }
  for (const [id, modified] of bytes) {
    if (!rows.has(id) && modified < now - CUT_OFF) await place.remove(bytesOf(id));
  }
}
