// Cancelling in each state: a waiting job ends at once, a running one is asked to, an ended one stays.
import assert from 'node:assert/strict';
import { claimed, group, newJob, running, started, until } from '../driver.ts';

export const cancelling = group('cancel', {
  async 'a waiting job ends at once, and is never taken'(place) {
    const store = await place.open();
    const { id } = await started(store);
    const other = await started(store);
    const cancelled = await store.cancel(id);
    assert.equal(cancelled?.state, 'cancelled');
    assert.ok((cancelled?.ended ?? 0) >= (cancelled?.created ?? Number.POSITIVE_INFINITY));
    assert.deepEqual(await store.get(id), cancelled);
    assert.equal((await claimed(store)).job.id, other.id);
    assert.equal(await store.claim(), undefined);
  },
  async 'a running job goes on until its owner ends it; the owner hears of it'(place) {
    const store = await place.open();
    const claim = await running(store);
    const other = await running(store);
    assert.deepEqual(await store.beat([claim, other]), []);
    assert.equal((await store.cancel(claim.job.id))?.state, 'running');
    assert.deepEqual(await store.beat([claim, other]), [{ id: claim.job.id, kind: 'cancel' }]);
    assert.equal(await store.finish(claim, { state: 'cancelled', files: [] }), true);
    assert.equal((await store.get(claim.job.id))?.state, 'cancelled');
  },
  async 'a job that succeeds before it hears of it has succeeded'(place) {
    const store = await place.open();
    const claim = await running(store);
    await store.cancel(claim.job.id);
    assert.equal(await store.finish(claim, { state: 'succeeded', result: 1, files: [] }), true);
    assert.equal((await store.cancel(claim.job.id))?.state, 'succeeded');
  },
  async 'an ended job stays what it is'(place) {
    const store = await place.open();
    for (const state of ['succeeded', 'failed', 'cancelled'] as const) {
      const claim = await running(store);
      await store.finish(claim, { state, result: 1, error: 'no', files: [] });
      const before = await store.get(claim.job.id);
      await until(async () => Date.now() > (before?.updated ?? 0) || undefined, 'a later time');
      assert.deepEqual(await store.cancel(claim.job.id), before);
      assert.equal(before?.state, state);
    }
  },
  async 'what is not there cannot be cancelled'(place) {
    const store = await place.open();
    await started(store);
    assert.equal(await store.cancel(newJob().id), undefined);
    assert.equal((await store.count()).queued, 1);
  },
  async 'a cancelled job that its server gives back is not run again'(place) {
    const store = await place.open();
    const claim = await running(store, { retry: true });
    await store.cancel(claim.job.id);
    await store.release(claim);
    assert.equal((await store.get(claim.job.id))?.state, 'cancelled');
    assert.equal(await store.claim(), undefined);
  },
  async 'of what is given back, only what may be run again waits'(place) {
    const store = await place.open();
    const may = await running(store, { retry: true });
    const mayNot = await running(store);
    await store.release(may);
    await store.release(mayNot);
    assert.equal((await store.get(may.job.id))?.state, 'queued');
    const failed = await store.get(mayNot.job.id);
    assert.deepEqual([failed?.state, failed?.error], ['failed', 'interrupted']);
    assert.equal((await claimed(store)).job.id, may.job.id);
  },
  async 'what is cancelled before it was taken is never taken'(place) {
    const store = await place.open();
    for (let round = 0; round < 10; round++) {
      const jobs = [await started(store), await started(store), await started(store)];
      const [cancelled, taken] = await Promise.all([
        Promise.all(jobs.map(({ id }) => store.cancel(id))),
        Promise.all(jobs.map(() => store.claim())),
      ]);
      const ended = cancelled.flatMap((job) => (job?.state === 'cancelled' ? [job.id] : []));
      for (const claim of taken) assert.ok(claim === undefined || !ended.includes(claim.job.id));
    }
  },
});
