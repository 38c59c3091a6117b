// What a running job asks its client, one set of questions after the other.
import type { Json } from '../serialise.ts';
import { BEAT, type Claim, type JobStore, type Questions } from './store.ts';

export interface Questioner {
  /** Resolves to the answers by key; rejects when the client cannot be asked, or `signal` aborts first. */
  ask(requests: Questions): Promise<Questions>;
  /** An answer may have come. */
  wake(): void;
}

export function createQuestioner(store: JobStore, claim: Claim, signal: AbortSignal): Questioner {
  const used = new Map<string, number>();
  let wake: () => void = () => {};
  let before: Promise<unknown> = Promise.resolve();
  const nextWake = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, BEAT);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const answers = async (): Promise<Questions> => {
    for (;;) {
      signal.throwIfAborted();
      const taken = await store.takeAnswers(claim);
      if (taken !== undefined) return taken;
      await nextWake();
    }
  };
  const askNow = async (requests: Questions): Promise<Questions> => {
    signal.throwIfAborted();
    const asked = Object.entries(requests).map(
      ([key, request]) => [key, uniqueKey(key, claim, used), request] as const,
    );
    await store.ask(claim, fromEntries(asked.map(([, unique, request]) => [unique, request])));
    const given = await answers();
    await store.ask(claim, undefined);
    return fromEntries(asked.map(([key, unique]) => [key, given[unique] ?? null]));
  };
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    wake: () => wake(),
    ask(requests) {
      if (!claim.job.interactive) {
        return Promise.reject(new Error('the client that started this job cannot be asked'));
      }
      const answered = before.then(() => askNow(requests));
      before = answered.catch(() => {}); // who asked hears of it
      return answered;
    },
  };
}

/** A client may remember what it answered: a key means one question in all of a job's life. */
function uniqueKey(key: string, { attempt }: Claim, used: Map<string, number>): string {
  const times = (used.get(key) ?? 0) + 1;
  used.set(key, times);
  return [key, attempt > 1 ? `@${attempt}` : '', times > 1 ? `#${times}` : ''].join('');
}

function fromEntries(entries: readonly (readonly [string, Json])[]): Questions {
  return Object.fromEntries(entries);
}
