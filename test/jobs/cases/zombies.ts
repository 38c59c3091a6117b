// A run that is over writes nothing any more: not over an ending, not over a later run.
import assert from 'node:assert/strict';
import type { Claim, JobStore } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { claimed, group, running } from '../driver.ts';

/** Everything a run may write; none of it counts, and the job stays what it is. */
async function writesNothing(store: JobStore, claim: Claim): Promise<void> {
  const before = await store.get(claim.job.id);
  assert.equal(await store.progress(claim, { stage: 9, totalStages: 9, message: 'zombie' }), false);
  assert.equal(await store.ask(claim, { zombie: 1 }), false);
  assert.equal(await store.takeAnswers(claim), undefined);
  assert.equal(
    await store.finish(claim, { state: 'succeeded', result: 'zombie', files: [] }),
    false,
  );
  assert.equal(await store.finish(claim, { state: 'failed', error: 'zombie', files: [] }), false);
  assert.equal(await store.finish(claim, { state: 'cancelled', files: [] }), false);
  await store.release(claim);
  assert.deepEqual(await store.get(claim.job.id), before);
  assert.deepEqual(await store.beat([claim]), [{ id: claim.job.id, kind: 'lost' }]);
}

export const zombies = group('zombie finish', {
  async 'an ending is final'(place) {
    const store = await place.open();
    for (const state of ['succeeded', 'failed', 'cancelled'] as const) {
      const claim = await running(store, { retry: true });
      const ending = { state, result: 1, error: 'no', files: [] };
      assert.equal(await store.finish(claim, ending), true);
      await writesNothing(store, claim);
      assert.equal((await store.get(claim.job.id))?.state, state);
    }
  },
  async 'a run that was given back writes nothing while the job waits'(place) {
    const store = await place.open();
    const claim = await running(store, { retry: true });
    await store.release(claim);
    await writesNothing(store, claim);
    assert.equal((await store.get(claim.job.id))?.state, 'queued');
  },
  async 'an earlier run writes nothing while a later one runs'(place) {
    const store = await place.open();
    const first = await running(store, { retry: true });
    await store.release(first);
    const second = await claimed(store);
    assert.deepEqual([second.job.id, second.attempt], [first.job.id, 2]);
    await writesNothing(store, first);
    assert.deepEqual(await store.beat([second]), []);
    assert.equal(await store.finish(second, { state: 'succeeded', result: 2, files: [] }), true);
    await writesNothing(store, first);
    assert.equal((await store.get(first.job.id))?.result, 2);
  },
  async 'an earlier run hears of no cancellation that a later one has to'(place) {
    const store = await place.open();
    const first = await running(store, { retry: true });
    await store.release(first);
    const second = await claimed(store);
    await store.cancel(first.job.id);
    assert.deepEqual(await store.beat([first]), [{ id: first.job.id, kind: 'lost' }]);
    assert.deepEqual(await store.beat([second]), [{ id: first.job.id, kind: 'cancel' }]);
  },
  async 'a run writes on its own job alone'(place) {
    const store = await place.open();
    const one = await running(store);
    const other = await running(store);
    assert.equal(await store.progress(one, { stage: 1, totalStages: 2, message: 'mine' }), true);
    assert.equal(await store.finish(one, { state: 'failed', error: 'mine', files: [] }), true);
    assert.deepEqual(await store.get(other.job.id), other.job);
    assert.deepEqual(await store.beat([other]), []);
  },
  async 'a job that was never taken has no run'(place) {
    const store = await place.open();
    const claim = await running(store);
    await writesNothing(store, { ...claim, attempt: 2 });
    await writesNothing(store, { ...claim, attempt: 0 });
    assert.equal((await store.get(claim.job.id))?.state, 'running');
  },
  async 'a run writes to its own job only'(place) {
    const store = await place.open();
    const [one, other] = [await running(store), await running(store)];
    const before = await store.get(other.job.id);
    await store.progress(one, { stage: 1, totalStages: 2, message: 'mine' });
    await store.ask(one, { mine: 1 });
    await store.finish(one, { state: 'succeeded', result: 1, files: [] });
    assert.deepEqual(await store.get(other.job.id), before);
  },
});
