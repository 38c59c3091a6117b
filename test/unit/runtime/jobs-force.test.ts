// When a job's thread is ended by force: not while it loads the module, and not much later either.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Work } from '../../../templates/jobs/src/runtime/jobs/work.ts';
import { forceOf } from '../../../templates/jobs-threads/src/runtime/jobs/force.ts';

let forced: AbortController;
let began: number;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  forced = new AbortController();
  began = 0;
});
afterEach(() => void vi.useRealTimers());

function work(): Work {
  const hooks = {
    began: () => {
      began += 1;
    },
    progress() {},
    log() {},
    file: () => Promise.reject(new Error('no file')),
    ask: () => Promise.reject(new Error('no question')),
  };
  const { signal } = new AbortController();
  return { id: 'a', tool: 'draw', caller: 'ann', args: {}, signal, force: forced.signal, hooks };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('a thread that has loaded ends at once', async () => {
  const force = forceOf(work());
  force.work.hooks.began();
  expect(began).toBe(1);
  expect(force.signal.aborted).toBe(false);
  forced.abort();
  await settled();
  expect(force.signal.aborted).toBe(true);
});

it('a thread that loads ends when it has loaded', async () => {
  const force = forceOf(work());
  forced.abort();
  await settled();
  expect(force.signal.aborted).toBe(false);
  force.work.hooks.began();
  await settled();
  expect(force.signal.aborted).toBe(true);
});

it('a thread that never gets there ends after three seconds', async () => {
  const force = forceOf(work());
  forced.abort();
  await settled();
  vi.advanceTimersByTime(2999);
  await settled();
  expect(force.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  await settled();
  expect(force.signal.aborted).toBe(true);
});
