// What has to be written is written again and again while the store cannot be used.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { BEAT, StoreError } from './store.ts';

/** Resolves to what `write` does; rejects with anything but a `StoreError` at once, and when `giveUp` aborts. */
export async function insist<T>(
  write: () => Promise<T>,
  giveUp: AbortSignal,
  log: Log,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (err) {
      if (!(err instanceof StoreError) || giveUp.aborted) throw err;
      if (tries === 1) log.error({ err }, 'the job store cannot be used: tried again until it can');
    }
    await sleep(BEAT, undefined, { signal: giveUp }).catch(() => {}); // then the last try
  }
}
