// Goes through iterators of any kind to their end: cancelled with the call, and in turns with other calls.
import { setImmediate } from 'node:timers/promises';

/** What both kinds of iterators have. `return` is looked for when it is needed: its parameters differ. */
export interface Steps<T, R> {
  next(): IteratorResult<T, R> | PromiseLike<IteratorResult<T, R>>;
}

/** What can be gone through, and what generators return at their end. */
export type Source<T, R> =
  | { [Symbol.asyncIterator](): Steps<T, R> }
  | { [Symbol.iterator](): Steps<T, R> }
  | Steps<T, R>;

/**
 * Gives each item to `take` and returns what the source returns at its end. When `signal` aborts or `take`
 * throws, the source is told that nobody waits for more.
 */
export async function walk<T, R>(
  source: Source<T, R>,
  signal: AbortSignal,
  take: (item: Awaited<T>) => void,
): Promise<R> {
  const steps = stepsOf(source);
  // Also while it waits for an item, which it may then give up.
  const stop = () => void end(steps);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await takeAll(steps, signal, take);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** How long, in milliseconds, items may come one after another before others get their turn. */
const TURN = 20;

async function takeAll<T, R>(
  steps: Steps<T, R>,
  signal: AbortSignal,
  take: (item: Awaited<T>) => void,
): Promise<R> {
  let turn = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const step = await steps.next();
    if (step.done) return step.value;
    try {
      take(await step.value);
    } catch (error) {
      await end(steps);
      throw error;
    }
    if (performance.now() - turn < TURN) continue;
    await setImmediate();
    turn = performance.now();
  }
}

function stepsOf<T, R>(source: Source<T, R>): Steps<T, R> {
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  return Symbol.iterator in source ? source[Symbol.iterator]() : source;
}

async function end(steps: object): Promise<void> {
  if ('return' in steps && typeof steps.return === 'function') await steps.return();
}
