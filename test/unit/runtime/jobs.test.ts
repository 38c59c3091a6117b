// Jobs from start to end, in threads and in the server's own: what callers see, whatever the functions do.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { withKey } from '../../../src/plan/job-schemas.js';
import {
  dataDir,
  type Fixture,
  openFixture,
  removeBundles,
  type Variant,
  waitFor,
} from './jobs-fixture.ts';

const opened: Fixture[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.stop()));
});
afterAll(removeBundles);

async function open(variant: Variant, env: Record<string, string> = {}): Promise<Fixture> {
  const fixture = await openFixture(variant, { DATA_DIR: await dataDir(), ...env });
  opened.push(fixture);
  return fixture;
}

/** Resolves when the function of the job has reported something. */
function reported(jobs: Fixture, name: string, id: string): Promise<Record<string, unknown>> {
  return waitFor(async () => {
    const now = await jobs.status(name, id);
    if (now.state !== 'running' || now.message === '') throw new Error('not yet');
    return now;
  });
}

const variants: readonly Variant[] = ['jobs-threads', 'jobs-inline'];

describe.each(variants)('%s', (variant) => {
  it('runs a job through its states to its result and its file', async () => {
    const jobs = await open(variant);
    const { value } = await jobs.call('start_render', { frames: 3 });
    const id = String(value?.job_id);
    expect(value).toEqual({ job_id: expect.stringMatching(/^[0-9a-f]{32}$/), state: 'queued' });
    expect(await jobs.ended('render', id)).toEqual({
      job_id: id,
      state: 'succeeded',
      stage: 3,
      total_stages: 3,
      message: '[3/3] rendering frames',
      error: null,
    });
    const { value: result, links } = await jobs.result('render', id);
    const url = expect.stringMatching(/^https:\/\/files\.example\/files\/[0-9a-f]{32}$/);
    expect(result).toEqual({
      ready: true,
      result: { frames: 3, uri: url },
      files: [{ name: 'out.bin', url, mimeType: 'application/octet-stream', size: 3 }],
      url,
    });
    expect(links).toEqual([url]);
    expect([...jobs.files.values()].map(({ data }) => data.toString('hex'))).toEqual(['010203']);
    expect(jobs.states(id)).toEqual(['queued', 'running', 'succeeded']);
  });

  it.each([
    ['circular', { name: 'ring', self: '[circular]' }],
    ['bigint', { big: '1000000000000000000000000000000' }],
    ['nan', { numbers: [null, null, 1] }],
    ['unwaited', 'done'],
    ['nothing', null],
    ['caller', 'me'],
  ])('keeps what it can of a result: %s', async (how, result) => {
    const jobs = await open(variant);
    const id = await jobs.start('behave', { how });
    expect(await jobs.ended('behave', id)).toMatchObject({
      state: 'succeeded',
      stage: 1,
      total_stages: 1,
      message: '',
    });
    const { value } = await jobs.result('behave', id);
    expect(value).toMatchObject({ ready: true, result });
    expect(value?.files).toHaveLength(how === 'unwaited' ? 1 : 0);
  });

  it.each([
    ['getter', 'this getter throws'],
    ['error', 'the input has no rows'],
    ['class', 'refused by rule 7'],
    ['string', /^behave failed \(ref [0-9a-f]{8}\)$/],
    ['null', /^behave failed \(ref [0-9a-f]{8}\)$/],
    ['bug', /^behave failed \(ref [0-9a-f]{8}\)$/],
  ])('tells what failed, and no more: %s', async (how, error) => {
    const jobs = await open(variant);
    const id = await jobs.start('behave', { how });
    const told = typeof error === 'string' ? error : expect.stringMatching(error);
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'failed', error: told });
    expect(await jobs.result('behave', id)).toEqual({
      value: { ready: false, state: 'failed', error: told },
      links: [],
    });
    expect(await jobs.ended('behave', await jobs.start('behave', { how: 'caller' }))).toMatchObject(
      { state: 'succeeded' },
    );
  });

  it('ends a job that never settles after its time', async () => {
    const jobs = await open(variant);
    const error = 'hang_on took longer than 300 ms';
    const id = await jobs.start('hang_on', {});
    expect(await jobs.ended('hang_on', id)).toMatchObject({ state: 'failed', error });
    expect(jobs.lines).toContainEqual(expect.objectContaining({ job: id, state: 'failed', error }));
  });

  it('makes a file of a result that is too long for an answer', async () => {
    const jobs = await open(variant, { JOB_RESULT_MAX: '1 MiB' });
    const id = await jobs.start('behave', { how: 'big' });
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'succeeded', error: null });
    const size = 50 * 1024 * 1024 + 2;
    const file = { name: 'behave.json', mimeType: 'application/json', size };
    const { value } = await jobs.result('behave', id);
    expect(value).toMatchObject({ ready: true, result: null, files: [file] });
    expect([...jobs.files.values()][0]?.data.byteLength).toBe(size);
  });

  it('never stores a result that no answer could hold', async () => {
    const jobs = await open(variant, { JOB_RESULT_MAX: '1 MiB', MAX_RESULT_BYTES: '4kb' });
    const id = await jobs.start('behave', { how: 'medium' });
    await jobs.ended('behave', id);
    expect((await jobs.result('behave', id)).value).toMatchObject({ ready: true, result: null });
  });

  it('cancels in each state, and changes no end', async () => {
    const jobs = await open(variant, { JOBS_CONCURRENCY: '1' });
    const running = await jobs.start('wait', { ms: 60_000 });
    const queued = await jobs.start('wait', { ms: 60_000 });
    await reported(jobs, 'wait', running);
    const cancel = async (id: string) => (await jobs.call('cancel_wait', { job_id: id })).value;
    expect(await cancel(queued)).toEqual({ job_id: queued, state: 'cancelled' });
    expect(await cancel(running)).toEqual({ job_id: running, state: 'running' });
    expect(await jobs.ended('wait', running)).toMatchObject({ state: 'cancelled', error: null });
    expect(await cancel(running)).toEqual({ job_id: running, state: 'cancelled' });
    const { value } = await jobs.result('wait', running);
    expect(value).toEqual({ ready: false, state: 'cancelled' });
    const done = await jobs.start('wait', { ms: 1 });
    await jobs.ended('wait', done);
    expect(await cancel(done)).toEqual({ job_id: done, state: 'succeeded' });
    expect(jobs.states(running)).toEqual(['queued', 'running', 'cancelled']);
    expect(jobs.states(queued)).toEqual(['queued', 'cancelled']);
  });

  it('answers a result that is not there yet at once', async () => {
    const jobs = await open(variant);
    const id = await jobs.start('wait', { ms: 60_000 });
    await reported(jobs, 'wait', id);
    expect((await jobs.result('wait', id)).value).toEqual({ ready: false, state: 'running' });
    expect(await jobs.status('wait', id)).toMatchObject({
      stage: 1,
      total_stages: 2,
      message: '[1/2] waiting',
    });
  });

  it('keeps the last report of a loop that reports without end', async () => {
    const jobs = await open(variant);
    const id = await jobs.start('chatter', { times: 20_000, idempotency_key: 'its own' });
    expect(await jobs.ended('chatter', id)).toMatchObject({
      state: 'succeeded',
      stage: 20_000,
      message: '[20000/20000] step 20000',
    });
  });

  it('lets what runs end while it drains, and gives back what does not', async () => {
    const DATA_DIR = await dataDir();
    const before = await open(variant, { DATA_DIR, JOBS_CONCURRENCY: '2' });
    const short = await before.start('wait', { ms: 300 });
    const long = await before.start('wait', { ms: 60_000 });
    const waiting = await before.start('wait', { ms: 1 });
    await reported(before, 'wait', short);
    await reported(before, 'wait', long);
    opened.splice(opened.indexOf(before), 1);
    await before.stop(1000);
    const after = await open(variant, { DATA_DIR });
    expect((await after.result('wait', short)).value).toMatchObject({ result: 'waited' });
    expect(await after.ended('wait', waiting)).toMatchObject({ state: 'succeeded' });
    const interrupted = await after.status('wait', long);
    expect(interrupted).toMatchObject({ state: 'failed', error: 'interrupted' });
  });
});

describe('calls', () => {
  it('have one answer for jobs that are not there for the caller', async () => {
    const jobs = await open('jobs-inline', { JOB_TTL: '1s' });
    const mine = await jobs.start('wait', { ms: 60_000 });
    const none = ['0'.repeat(32), 'nonsense', '', "' OR 1=1", `${mine}\0`, mine.toUpperCase()];
    for (const id of [...none, 'x'.repeat(5000)]) {
      for (const name of ['get_wait_status', 'get_wait_result', 'cancel_wait']) {
        const error = `no such job: ${id.slice(0, 64)}`;
        expect(await jobs.call(name, { job_id: id })).toEqual({ error, links: [] });
      }
    }
    const error = `no such job: ${mine}`;
    for (const name of ['get_wait_status', 'get_wait_result', 'cancel_wait']) {
      expect(await jobs.call(name, { job_id: mine }, 'you')).toEqual({ error, links: [] });
    }
    expect(await jobs.call('get_render_status', { job_id: mine })).toEqual({ error, links: [] });
    expect(await jobs.status('wait', mine)).toMatchObject({ state: 'running' });
    expect((await jobs.call('get_wait_status', { job_id: 7 })).error).toMatch(/^invalid arguments/);
  });

  it('forget a job with its files when its time is over', async () => {
    const jobs = await open('jobs-inline', { JOB_TTL: '1s' });
    const id = await jobs.start('render', { frames: 1 });
    await jobs.ended('render', id);
    expect(jobs.files.size).toBe(1);
    await waitFor(async () => expect(jobs.files.size).toBe(0));
    const gone = { error: `no such job: ${id}`, links: [] };
    expect(await jobs.call('get_render_status', { job_id: id })).toEqual(gone);
    expect(await jobs.call('cancel_render', { job_id: id })).toEqual(gone);
  });

  it('start one job for one key, and refuse the key for anything else', async () => {
    const jobs = await open('jobs-inline');
    const args = { ms: 1, idempotency_key: 'k' };
    const id = await jobs.start('wait', args);
    expect(await jobs.start('wait', args)).toBe(id);
    expect(await jobs.start('wait', args, 'you')).not.toBe(id);
    await jobs.ended('wait', id);
    expect((await jobs.call('start_wait', args)).value).toEqual({ job_id: id, state: 'succeeded' });
    expect((await jobs.call('start_wait', { ...args, ms: 2 })).error).toBe(
      'idempotency_key "k" was used with other arguments',
    );
    for (const idempotency_key of ['', 'a\0b', 'x'.repeat(257), 7]) {
      const { error } = await jobs.call('start_wait', { ms: 1, idempotency_key });
      expect(error).toMatch(/^invalid arguments: idempotency_key: /);
    }
    const published = { properties: { idempotency_key: { maxLength: 256 } } };
    expect(withKey({ type: 'object' }).schema).toMatchObject(published);
    await jobs.start('wait', { ms: 1, idempotency_key: 'x'.repeat(256) });
    const own = { times: 1, idempotency_key: 'k' };
    expect(await jobs.start('chatter', own)).not.toBe(await jobs.start('chatter', own));
  });

  it('store nothing that the job would not take', async () => {
    const jobs = await open('jobs-inline');
    const { error } = await jobs.call('start_wait', { ms: 'soon', extra: 1 });
    expect(error).toMatch(/^invalid arguments: .*ms: expected number, received "soon"/);
    const how = 'x'.repeat(262_144);
    expect((await jobs.call('start_behave', { how })).error).toMatch(/more than the 262144 bytes/);
    expect(jobs.lines.filter(({ msg }) => msg === 'job')).toEqual([]);
  });

  it('are refused clearly when the queue is full, and only then', async () => {
    const jobs = await open('jobs-inline', { JOBS_CONCURRENCY: '1', JOBS_MAX_QUEUED: '10' });
    const running = await jobs.start('wait', { ms: 60_000 });
    await reported(jobs, 'wait', running);
    const all = Array.from({ length: 30 }, () => jobs.call('start_wait', { ms: 1 }));
    const answers = await Promise.all(all);
    expect(answers.filter(({ value }) => value?.state === 'queued')).toHaveLength(10);
    const refused = answers.flatMap(({ error }) => error ?? []);
    expect(new Set(refused)).toEqual(
      new Set(['queue full: 10 jobs are waiting; try again when some have ended']),
    );
    expect((await jobs.call('start_wait', { ms: 1 }, 'you')).error).toMatch(/^queue full: /);
  });

  it('leave half of the queue to others', async () => {
    const jobs = await open('jobs-inline', { JOBS_CONCURRENCY: '1', JOBS_MAX_QUEUED: '10' });
    await jobs.start('wait', { ms: 60_000 }, 'you');
    for (let count = 0; count < 5; count += 1) await jobs.start('wait', { ms: 1 });
    expect((await jobs.call('start_wait', { ms: 1 })).error).toBe(
      'queue full: 5 jobs of this caller are waiting; try again when some have ended',
    );
    await jobs.start('wait', { ms: 1 }, 'you');
  });
});

describe('threads', () => {
  it('make no file of what is neither text nor bytes', async () => {
    const jobs = await open('jobs-threads');
    const id = await jobs.start('behave', { how: 'wrong' });
    await jobs.ended('behave', id);
    const { value } = await jobs.result('behave', id);
    const refusal = 'FileError: a file is made of text or a Uint8Array';
    expect(value).toMatchObject({ result: Array.from({ length: 5 }, () => refusal), files: [] });
  });

  it.each([
    ['exit', 'behave ended its own process: exited with code: 7'],
    ['timer', 'thrown by a timer'],
  ])('that a job ends take nothing with them: %s', async (how, error) => {
    const jobs = await open('jobs-threads');
    const other = await jobs.start('wait', { ms: 500 });
    const id = await jobs.start('behave', { how });
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'failed', error });
    expect(await jobs.ended('wait', other)).toMatchObject({ state: 'succeeded' });
  });

  it('end with a job that takes too much memory', async () => {
    const jobs = await open('jobs-threads', { JOB_MEMORY_MB: '64', JOB_TIMEOUT: '1m' });
    const id = await jobs.start('hoard', {});
    expect(await jobs.ended('hoard', id)).toMatchObject({
      state: 'failed',
      error: 'hoard used more than the 64 MB of memory that a job may have',
    });
    expect(await jobs.ended('wait', await jobs.start('wait', { ms: 1 }))).toMatchObject({
      state: 'succeeded',
    });
  });

  it('are ended by force when a job hears of nothing', async () => {
    const jobs = await open('jobs-threads', { JOBS_CONCURRENCY: '1', JOB_TIMEOUT: '500ms' });
    const slow = await jobs.start('burn', { ms: 60_000 });
    expect(await jobs.ended('burn', slow)).toMatchObject({
      state: 'failed',
      error: 'burn took longer than 500 ms',
    });
    expect(jobs.lines.find(({ job, state }) => job === slow && state === 'failed')?.ms).toSatisfy(
      (ms) => Number(ms) < 10_000,
    );
  });

  it('run a job again that a stopping server did not finish, when it may be', async () => {
    const DATA_DIR = await dataDir();
    const before = await open('jobs-threads', { DATA_DIR });
    const id = await before.start('burn', { ms: 2500 });
    await waitFor(async () => {
      expect(await before.status('burn', id)).toMatchObject({ state: 'running' });
    });
    opened.splice(opened.indexOf(before), 1);
    await before.stop(0);
    expect(before.states(id).at(-1)).toBe('queued');
    const after = await open('jobs-threads', { DATA_DIR });
    expect(await after.ended('burn', id)).toMatchObject({ state: 'succeeded' });
    expect(after.lines.find(({ state }) => state === 'succeeded')).toMatchObject({ attempt: 2 });
  });

  it('tell of rejections that nobody handled, and go on', async () => {
    const jobs = await open('jobs-threads');
    const id = await jobs.start('behave', { how: 'late' });
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'succeeded' });
    await waitFor(async () => {
      const stray = jobs.lines.find(({ msg }) => msg === 'unhandled rejection in a job');
      expect(stray).toMatchObject({
        job: id,
        tool: 'behave',
        err: { message: 'a late rejection' },
      });
    });
  });

  it('tell of some rejections, not of all of a flood', async () => {
    const jobs = await open('jobs-threads', { JOB_TIMEOUT: '1m' });
    const id = await jobs.start('behave', { how: 'strays' });
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'succeeded' });
    const strays = jobs.lines.filter(({ msg }) => msg === 'unhandled rejection in a job');
    expect(strays.length).toBeLessThan(200);
  });

  it('hear no messages that the wrapped code sends by itself', async () => {
    const jobs = await open('jobs-threads');
    const id = await jobs.start('behave', { how: 'messages' });
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'succeeded' });
  });

  it('end with what a job left running, which does nothing to the next one', async () => {
    const jobs = await open('jobs-threads', { JOBS_CONCURRENCY: '1' });
    const id = await jobs.start('behave', { how: 'leftover' });
    const next = await jobs.start('wait', { ms: 300 });
    expect(await jobs.ended('behave', id)).toMatchObject({ state: 'succeeded' });
    expect(await jobs.ended('wait', next)).toMatchObject({ state: 'succeeded', error: null });
  });

  it('refuse a result that no file can hold', async () => {
    const jobs = await open('jobs-threads');
    const id = await jobs.start('behave', { how: 'enormous' });
    expect(await jobs.ended('behave', id)).toMatchObject({
      state: 'failed',
      error:
        'the result of behave has more than the 104857600 bytes that a file may have: ask for less',
    });
  });

  it('log what the job logs, and what it failed with, whole', async () => {
    const jobs = await open('jobs-threads');
    const id = await jobs.start('render', { frames: 2 });
    await jobs.ended('render', id);
    expect(jobs.lines.find(({ msg }) => msg === 'tool log')).toMatchObject({
      ...{ job: id, tool: 'render', data: { frames: 2 }, level: 'info' },
    });
    const bad = await jobs.start('behave', { how: 'bug' });
    const { error } = await jobs.ended('behave', bad);
    const line = jobs.lines.find(({ msg }) => msg === 'tool failed');
    expect(line).toMatchObject({ job: bad, err: { type: 'TypeError' } });
    expect(error).toContain(String(line?.ref));
  });

  it('that burn every core do not keep the server from answering', async () => {
    const jobs = await open('jobs-threads');
    const ids = await Promise.all([1, 2].map(() => jobs.start('burn', { ms: 600_000 })));
    const running = async () => {
      for (const id of ids)
        expect(await jobs.status('burn', id)).toMatchObject({ state: 'running' });
    };
    await waitFor(running);
    // How long an answer takes at most is measured by npm run bench:jobs; here it comes while they burn.
    for (let count = 0; count < 50; count += 1) await running();
  });
});
