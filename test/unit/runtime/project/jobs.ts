// Functions that run as jobs, as a user would write them: good ones, and all kinds of bad ones.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { CallContext } from '../../../../templates/project/src/runtime/tool.ts';

type Ctx = CallContext;

export async function render(frames: number, ctx: Ctx): Promise<{ frames: number; uri: string }> {
  for (let frame = 1; frame <= frames; frame += 1) ctx.progress(frame, frames, 'rendering frames');
  ctx.log('info', { frames });
  const bytes = new Uint8Array([1, 2, 3]);
  const { uri } = await ctx.file('out.bin', 'application/octet-stream', bytes);
  if (bytes.byteLength !== 3) throw new Error('the bytes were taken away');
  return { frames, uri };
}

/** Burns a core for so many milliseconds, hearing of nothing. */
export function burn(ms: number): number {
  const end = Date.now() + ms;
  let rounds = 0;
  while (Date.now() < end) rounds += 1;
  return rounds;
}

/** Ends with its signal, and says so. */
export async function wait(ms: number, ctx: Ctx): Promise<string> {
  ctx.progress(1, 2, 'waiting');
  return sleep(ms, 'waited', { signal: ctx.signal });
}

/** Reports in a tight loop, the last report being the last. */
export function chatter(times: number, ctx: Ctx): number {
  for (let done = 1; done <= times; done += 1) {
    ctx.progress(done, times, `step ${done}`);
    ctx.log('info', done);
  }
  return times;
}

/** Neither ends nor hears of anything. */
export function hang(): Promise<string> {
  return new Promise(() => {});
}

/** Keeps all that it makes. */
export function hoard(): number {
  const all: string[][] = [];
  for (;;) all.push(Array.from({ length: 10_000 }, (_, index) => `${all.length} ${index}`));
}

class Refused extends Error {}

/** Behaves in the way asked for. */
export async function behave(how: string, ctx: Ctx): Promise<unknown> {
  const ways: Record<string, () => unknown> = {
    circular() {
      const ring: Record<string, unknown> = { name: 'ring' };
      ring.self = ring;
      return ring;
    },
    bigint: () => ({ big: 10n ** 30n }),
    nan: () => ({ numbers: [Number.NaN, Number.POSITIVE_INFINITY, 1] }),
    getter: () => ({
      get bad() {
        throw new Error('this getter throws');
      },
    }),
    medium: () => 'x'.repeat(5000),
    big: () => 'x'.repeat(50 * 1024 * 1024),
    enormous: () => 'x'.repeat(101 * 1024 * 1024),
    string() {
      throw 'just text';
    },
    null() {
      throw null;
    },
    error() {
      throw new Error('the input has no rows');
    },
    class() {
      throw new Refused('refused by rule 7');
    },
    bug: () => Reflect.get(Object(undefined), 'x').y,
    late() {
      void Promise.reject(new Error('a late rejection'));
      return sleep(20, 'done');
    },
    timer: () =>
      new Promise(() => {
        setTimeout(() => {
          throw new Error('thrown by a timer');
        });
      }),
    leftover() {
      setTimeout(() => {
        throw new Error('thrown after its job');
      }, 50);
      return 'done';
    },
    strays() {
      for (let count = 0; count < 50_000; count += 1) void Promise.reject(new Error('one of many'));
      return sleep(20, 'done');
    },
    messages() {
      parentPort?.postMessage(null);
      parentPort?.postMessage('a message of its own');
      return sleep(20, 'done');
    },
    exit: () => process.exit(7),
    unwaited() {
      void ctx.file('unwaited.txt', 'text/plain', 'some text');
      return 'done';
    },
    async wrong() {
      const wrong = [
        new Blob(['text']),
        new DataView(new ArrayBuffer(4)),
        new Uint16Array(2),
        {},
        null,
      ];
      const refusals = wrong.map((data) => Reflect.apply(ctx.file, ctx, ['a', 'text/plain', data]));
      const settled = await Promise.allSettled(refusals);
      return settled.map((one) => (one.status === 'rejected' ? String(one.reason) : one.status));
    },
    nothing: () => undefined,
    caller: () => ctx.caller,
  };
  return ways[how]?.();
}
