// What runs jobs, over a store that fails or takes a job away, and with clients that are asked.
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, test, vi } from 'vitest';
import { FileError } from '../../../templates/files/src/runtime/files/place.ts';
import { createDesk } from '../../../templates/jobs/src/runtime/jobs/desk.ts';
import { createPace } from '../../../templates/jobs/src/runtime/jobs/pace.ts';
import { Runner } from '../../../templates/jobs/src/runtime/jobs/runner.ts';
import { openSqliteStore } from '../../../templates/jobs/src/runtime/jobs/sqlite.ts';
import { stagesOf } from '../../../templates/jobs/src/runtime/jobs/stages.ts';
import {
  type Job,
  type JobStore,
  type Notice,
  type Questions,
  StoreError,
} from '../../../templates/jobs/src/runtime/jobs/store.ts';
import type { Execution, Outcome, Work } from '../../../templates/jobs/src/runtime/jobs/work.ts';
import { createLog } from '../../../templates/project/src/runtime/log.ts';
import { dataDir, removeBundles, waitFor } from './jobs-fixture.ts';
import { jobs } from './project/tools.gen.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(removeBundles);

type Run = (work: Work) => Promise<unknown>;

/** A runner of the tool `wait`, which does what `run` says, over a store whose methods can be made to fail. */
async function open(run: Run) {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', 'runner', { write: (line) => void lines.push(JSON.parse(line)) });
  const url = `sqlite:${join(await dataDir(), 'jobs.db')}`;
  const real = await openSqliteStore({ url, maxQueued: 100, ttl: 60_000, log });
  const state = { gone: false, full: false, notices: [] as Notice[] };
  const broken = async () => {
    throw new StoreError('jobs cannot be kept right now');
  };
  const store: JobStore = new Proxy(real, {
    get(target, name) {
      if (name === 'beat' && state.notices.length > 0) return async () => state.notices.splice(0);
      const method: unknown = Reflect.get(target, name);
      const fails = state.gone && name !== 'onWaiting' && name !== 'close';
      if (typeof method !== 'function') return method;
      return fails ? broken : method.bind(target);
    },
  });
  const execution: Execution = {
    async run(work): Promise<Outcome> {
      try {
        const ended = once(work.force, 'abort').then(() => Promise.reject(new Error('ended')));
        const value = await Promise.race([run(work), ended]);
        const json = new TextEncoder().encode(JSON.stringify(value));
        return { kind: 'done', json };
      } catch (error) {
        return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
      }
    },
    async close() {},
  };
  const files = {
    saved: [] as string[],
    removed: [] as string[],
    async save({ name, mimeType }: { readonly name: string; readonly mimeType: string }) {
      if (state.full) throw new FileError('the file was not kept: the disk is full');
      files.saved.push(name);
      return { id: name, name, mimeType, size: 1 };
    },
    url: ({ id }: { readonly id: string }) => `https://files.example/${id}`,
    async remove(ids: readonly string[]) {
      files.removed.push(...ids);
    },
  };
  const runner = new Runner({
    ...{ store, execution, files, log, jobs },
    ...{ concurrency: 1, timeout: 60_000, ttl: 60_000, resultMax: 1e6, answerMax: 1e6 },
  });
  const desk = createDesk(store, log, (id) => runner.running(id));
  ends.push(async () => {
    state.gone = false;
    await runner.stop(0);
    await real.close();
  });
  runner.start();
  const tool = jobs.find(({ name }) => name === 'wait');
  if (tool === undefined) throw new Error('no wait');
  const start = async (interactive = false): Promise<string> => {
    const job = await desk.start({ tool, args: { ms: 1 }, caller: 'me', interactive });
    if ('refused' in job) throw new Error(job.refused);
    return job.id;
  };
  const until = (id: string, isIt: (job: Job) => boolean) =>
    waitFor(async () => {
      const job = await real.get(id);
      if (job === undefined || !isIt(job)) throw new Error('not yet');
      return job;
    });
  return { state, lines, files, runner, desk, start, until };
}

describe('a store that is gone for a while', () => {
  it('gets the end of a job when it is back, and the next job runs', async () => {
    let finish: (value: string) => void = () => {};
    const jobs = await open(() => new Promise((resolve) => (finish = resolve)));
    const id = await jobs.start();
    const next = await jobs.start();
    await jobs.until(id, ({ state }) => state === 'running');
    jobs.state.gone = true;
    finish('made while it was gone');
    const told = () => jobs.lines.filter(({ msg }) => /^the job store cannot be/.test(String(msg)));
    await waitFor(async () => expect(told().length).toBeGreaterThan(0));
    await expect(jobs.desk.find(id, 'me')).rejects.toThrow('jobs cannot be kept right now');
    jobs.state.gone = false;
    const { result } = await jobs.until(id, ({ state }) => state === 'succeeded');
    expect(result).toBe('made while it was gone');
    await jobs.until(next, ({ state }) => state === 'running');
    expect(told().length).toBeLessThan(3);
  });

  it('holds a stopping server up no longer than it may', async () => {
    const jobs = await open(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const id = await jobs.start();
    await jobs.until(id, ({ state }) => state === 'running');
    jobs.state.gone = true;
    await jobs.runner.stop(0);
    const lost = jobs.lines.find(({ msg }) => msg === 'the end of a job was not written');
    expect(lost).toMatchObject({ job: id });
  });
});

test('a job fails whose long result cannot be kept as a file', async () => {
  const jobs = await open(async () => 'x'.repeat(1_100_000));
  jobs.state.full = true;
  const { error } = await jobs.until(await jobs.start(), ({ state }) => state === 'failed');
  expect(error).toBe('the file was not kept: the disk is full');
  expect(jobs.lines).toContainEqual(
    expect.objectContaining({ msg: 'the result of a job was not kept' }),
  );
});

describe('a job that is taken away', () => {
  it('hears of it, writes nothing, and leaves no file', async () => {
    const heard: unknown[] = [];
    const jobs = await open(async ({ signal, hooks }) => {
      await hooks.file('made.txt', 'text/plain', 'x');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      heard.push(signal.reason);
      return 'too late';
    });
    const id = await jobs.start();
    await waitFor(async () => expect(jobs.files.saved).toEqual(['made.txt']));
    jobs.state.notices.push({ id, kind: 'lost' });
    await waitFor(async () => expect(jobs.files.removed).toEqual(['made.txt']));
    expect(heard).toEqual([new Error('lost')]);
    await jobs.until(id, ({ state, result }) => state === 'running' && result === undefined);
  });

  it('is cancelled by a notice of its store', async () => {
    const jobs = await open(async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    const id = await jobs.start();
    await jobs.until(id, ({ state }) => state === 'running');
    jobs.state.notices.push({ id, kind: 'cancel' });
    await jobs.until(id, ({ state }) => state === 'cancelled');
  });
});

describe('questions', () => {
  it('are answered one set after the other, under keys that mean one question each', async () => {
    const asked: Questions[] = [];
    const jobs = await open(async ({ hooks }) => {
      const [first, second] = await Promise.all([
        hooks.ask({ colour: { method: 'elicitation/create' } }),
        hooks.ask({ colour: { method: 'elicitation/create' }, size: {} }),
      ]);
      return [first, second];
    });
    const id = await jobs.start(true);
    for (const answers of [{ colour: 'red' }, { 'colour#2': 'blue', size: 7, other: 1 }]) {
      const { questions = {} } = await jobs.until(id, (job) => {
        const [key] = Object.keys(answers);
        return key !== undefined && Object.keys(job.questions ?? {}).includes(key);
      });
      asked.push(questions);
      await jobs.desk.answer(id, answers);
    }
    const { result } = await jobs.until(id, ({ state }) => state === 'succeeded');
    expect(result).toEqual([{ colour: 'red' }, { colour: 'blue', size: 7 }]);
    expect(asked.map((each) => Object.keys(each))).toEqual([['colour'], ['colour#2', 'size']]);
  });

  it('are refused for clients that cannot be asked, and end with the job', async () => {
    const jobs = await open(({ hooks }) => hooks.ask({ name: {} }));
    const { error } = await jobs.until(await jobs.start(), ({ state }) => state === 'failed');
    expect(error).toBe('the client that started this job cannot be asked');
    const id = await jobs.start(true);
    await jobs.until(id, ({ questions }) => questions !== undefined);
    await jobs.desk.cancel(id, 'me');
    await jobs.until(id, ({ state }) => state === 'cancelled');
  });
});

describe('progress', () => {
  it.each<[Parameters<typeof stagesOf>, ReturnType<typeof stagesOf>]>([
    [[2, 3, 'rendering frames'], { stage: 2, totalStages: 3, message: '[2/3] rendering frames' }],
    [[4], { stage: 4, totalStages: 4, message: '[4]' }],
    [[4, undefined, ' a\nb\0c '], { stage: 4, totalStages: 4, message: '[4] a b c' }],
    [[0.375], { stage: 37, totalStages: 100, message: '[37/100]' }],
    [[0.5, 1], { stage: 50, totalStages: 100, message: '[50/100]' }],
    [[2.5, 10], { stage: 2, totalStages: 10, message: '[2/10]' }],
    [[7, 3], { stage: 7, totalStages: 7, message: '[7/7]' }],
    [[1, 0], { stage: 1, totalStages: 1, message: '[1]' }],
    [[Number.NaN, 3], undefined],
    [[-1], undefined],
    [[Number.POSITIVE_INFINITY], undefined],
    [[1e300], undefined],
  ])('%j', (report, progress) => {
    expect(stagesOf(...report)).toEqual(progress);
  });

  it('is let through at its pace: the newest, and the last always', async () => {
    vi.useFakeTimers();
    try {
      const sent: number[] = [];
      const pace = createPace<number>(250, async (value) => void sent.push(value));
      for (let value = 1; value <= 110; value += 1) {
        pace.push(value);
        await vi.advanceTimersByTimeAsync(10);
      }
      expect(sent).toEqual([1, 25, 50, 75, 100]);
      await pace.flush();
      expect(sent).toEqual([1, 25, 50, 75, 100, 110]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits for what is on its way', async () => {
    const sent: number[] = [];
    const ways: (() => void)[] = [];
    const pace = createPace<number>(0, (value) => {
      sent.push(value);
      return new Promise((resolve) => ways.push(resolve));
    });
    for (const value of [1, 2, 3]) pace.push(value);
    expect(sent).toEqual([1]);
    const flushed = pace.flush();
    ways[0]?.();
    await waitFor(async () => expect(sent).toEqual([1, 3]));
    ways[1]?.();
    await flushed;
  });
});
