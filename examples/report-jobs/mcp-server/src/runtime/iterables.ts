// Functions that return iterators or iterables: each item is a progress report, then they are the result.
import { TOO_LARGE, toJson } from './serialise.ts';
import { type Source, walk } from './steps.ts';
import type { CallContext } from './tool.ts';

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
  await walk(await source, ctx.signal, (item) => {
    left -= JSON.stringify(toJson(item, left))?.length ?? 0;
    if (left < 0) throw TOO_LARGE;
    items.push(item);
    ctx.progress(items.length, undefined, shown(item));
  });
  return { items };
}

/** What the generator returns at its end; its items are progress only. */
export async function finish<R>(
  source: Source<unknown, R> | PromiseLike<Source<unknown, R>>,
  ctx: CallContext,
): Promise<R> {
  let done = 0;
  return walk(await source, ctx.signal, (item) => {
    done += 1;
    ctx.progress(done, undefined, shown(item));
  });
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
