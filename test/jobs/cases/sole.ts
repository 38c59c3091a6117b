// The embedded store is one process's: a second is refused, takes over when the first is dead, and says what is wrong.
import assert from 'node:assert/strict';
import { group, newJob, running, started } from '../driver.ts';

/** What libsql ends the whole process over, cuts or changes when it is bound. */
const NASTY: readonly unknown[] = [
  'a\0b',
  '\ud800',
  {},
  { a: 1 },
  JSON.parse('{"__proto__": 1}'),
  [],
  ['a'],
  true,
  false,
  1.5,
  2 ** 53,
  -1e300,
];

const binding = group(
  'binding',
  {
    async 'what cannot be stored as it is, is refused, and the process lives'(place) {
      const store = await place.spawn();
      const { id } = await started(store);
      for (const nasty of NASTY) {
        const job = newJob();
        Reflect.set(job, 'tool', nasty);
        await assert.rejects(store.start(job), { name: 'StoreError' }, JSON.stringify(nasty));
        assert.equal(await store.get(job.id), undefined);
      }
      assert.equal((await store.get(id))?.state, 'queued');
    },
    async 'a stage is a whole number'(place) {
      const store = await place.spawn();
      const claim = await running(store);
      for (const stage of [0.5, 1e17, 2 ** 60]) {
        const progress = { stage, totalStages: 1, message: '' };
        await assert.rejects(store.progress(claim, progress), { name: 'StoreError' });
      }
      assert.equal((await store.get(claim.job.id))?.stage, 0);
    },
    async 'null and whole numbers are stored as they are'(place) {
      const store = await place.spawn();
      const claim = await running(store);
      for (const stage of [0, -1, 2 ** 53 - 1]) {
        const progress = { stage, totalStages: stage, message: '' };
        assert.equal(await store.progress(claim, progress), true);
        assert.equal((await store.get(claim.job.id))?.stage, stage);
      }
    },
  },
  'sqlite',
);

const refusing = group(
  'takeover',
  {
    async 'a second process is refused, and hears why'(place) {
      const first = await place.spawn();
      const job = await started(first);
      for (let n = 0; n < 2; n++) {
        await assert.rejects(place.open(), {
          name: 'StoreError',
          message: /jobs\.db is in use by another process.*DATA_DIR or JOBS_URL/,
        });
      }
      assert.deepEqual(await first.get(job.id), job);
      assert.equal((await first.start(newJob())).kind, 'queued');
    },
    async 'the next process has what the last one left, and settles it'(place) {
      const first = await place.spawn();
      const { job } = await running(first);
      await first.kill();
      const second = await place.spawn();
      assert.equal((await second.get(job.id))?.state, 'failed');
      assert.equal((await started(second)).state, 'queued');
    },
    async 'what runs elsewhere is not touched by who is refused'(place) {
      const first = await place.spawn();
      const claim = await running(first, { retry: true });
      await assert.rejects(place.open(), { name: 'StoreError' });
      assert.equal((await first.get(claim.job.id))?.state, 'running');
      assert.equal(await first.finish(claim, { state: 'succeeded', result: 1, files: [] }), true);
    },
    async 'a process that hangs keeps its store; once it is dead the next one opens it'(place) {
      const first = await place.spawn();
      const job = await started(first);
      first.signal('SIGSTOP');
      await assert.rejects(place.open(), { name: 'StoreError' });
      await first.kill();
      const store = await place.open();
      assert.deepEqual(await store.get(job.id), job);
    },
    async 'a store that was closed is free at once'(place) {
      const first = await place.open();
      const job = await started(first);
      await first.close();
      const second = await place.spawn();
      assert.deepEqual(await second.get(job.id), job);
      await assert.rejects(place.open(), { name: 'StoreError' });
    },
  },
  'sqlite',
);

export const sole = [...binding, ...refusing];
