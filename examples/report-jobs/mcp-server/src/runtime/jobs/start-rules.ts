// What every store decides alike when a job is started: is it the same start again, and is there room.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../serialise.ts';
import type { Started } from './store.ts';

/** Whether two starts with one key mean the same: the order of keys says nothing. `earlier` was read from JSON. */
export function sameArgs(earlier: Json, now: Json): boolean {
  return isDeepStrictEqual(earlier, JSON.parse(JSON.stringify(now)));
}

/** Jobs of a store: all that wait, those of one caller that wait, and what others have waiting or running. */
export interface Load {
  readonly queued: number;
  readonly own: number;
  readonly others: number;
}

/** Why the caller's next job is refused; undefined when there is room. While others have jobs it gets half the queue. */
export function fullness({ queued, own, others }: Load, maxQueued: number): Started | undefined {
  if (queued >= maxQueued) return { kind: 'full', limit: maxQueued, whose: 'queue' };
  const share = Math.max(1, Math.floor(maxQueued / 2));
  return others > 0 && own >= share ? { kind: 'full', limit: share, whose: 'caller' } : undefined;
}
