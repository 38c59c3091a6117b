// Iterators and iterables, sync and async: each item is a progress report, the end is the result.
import { setImmediate } from 'node:timers/promises';
import { TOO_LARGE, toJson } from './serialise.ts';
import type { CallContext } from './tool.ts';

/** What both kinds of iterators have. `return` is looked for when it is needed: its parameters differ. */
interface Steps<T, R> {
  next(): IteratorResult<T, R> | PromiseLike<IteratorResult<T, R>>;
}

/** What can be gone through, and what generators return at their end. */
export type Source<T, R> =
  | { [Symbol.asyncIterator](): Steps<T, R> }
  | { [Symbol.iterator](): Steps<T, R> }
  | Steps<T, R>;

/** What `collect` makes of a source. */
export interface Collected<T> {
  readonly items: Awaited<T>[];
}

/** The types of what `collect` and `finish` give for a source of the type `S`. */
export type CollectedOf<S> = S extends Source<infer T, unknown> ? Collected<T> : never;
export type FinishedOf<S> = S extends Source<unknown, infer R> ? R : never;

/** All items. Throws `TOO_LARGE` as soon as their JSON is longer than a result may be. */
export async function collect<T>(
  source: Source<T, unknown> | PromiseLike<Source<T, unknown>>,
  ctx: CallContext,
): Promise<Collected<T>> {
  const items: Awaited<T>[] = [];
  let left = ctx.maxResultBytes;
  await walk(await source, ctx, (item) => {
    left -= JSON.stringify(toJson(item, left))?.length ?? 0;
    if (left < 0) throw TOO_LARGE;
    items.push(item);
  });
  return { items };
}

/** What the generator returns at its end; its items are progress only. */
export async function finish<R>(
  source: Source<unknown, R> | PromiseLike<Source<unknown, R>>,
  ctx: CallContext,
): Promise<R> {
  return walk(await source, ctx, () => {});
}

async function walk<T, R>(
  source: Source<T, R>,
  ctx: CallContext,
  take: (item: Awaited<T>) => void,
): Promise<R> {
  const iterator = stepsOf(source);
  const stop = () => void end(iterator);
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    return await steps(iterator, ctx, take);
  } finally {
    ctx.signal.removeEventListener('abort', stop);
  }
}

/** How long, in milliseconds, items may come one after another before others get their turn. */
const TURN = 20;

async function steps<T, R>(
  iterator: Steps<T, R>,
  ctx: CallContext,
  take: (item: Awaited<T>) => void,
): Promise<R> {
  let turn = performance.now();
  for (let done = 1; ; done += 1) {
    ctx.signal.throwIfAborted();
    const step = await iterator.next();
    if (step.done) return step.value;
    try {
      const item = await step.value;
      take(item);
      ctx.progress(done, undefined, shown(item));
    } catch (error) {
      await end(iterator);
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

/** Tells the iterator that nobody waits for more. */
async function end(iterator: object): Promise<void> {
  if ('return' in iterator && typeof iterator.return === 'function') await iterator.return();
}

const LONGEST_MESSAGE = 200;

/** A short item as the words of its progress report. */
function shown(item: unknown): string | undefined {
  if (typeof item === 'string') return item.slice(0, LONGEST_MESSAGE);
  try {
    return JSON.stringify(toJson(item, LONGEST_MESSAGE));
  } catch (error) {
    if (error === TOO_LARGE) return undefined;
    throw error;
  }
}
