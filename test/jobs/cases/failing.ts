// The disk full or the database gone: nothing is acknowledged that did not happen, and it works again afterwards.
import assert from 'node:assert/strict';
import { group, newJob, running, started } from '../driver.ts';

/** In words for callers: no path, no address, no credentials. */
const PLAIN = /^[^/\\:@]+$/;
const REFUSED = { name: 'StoreError', message: PLAIN };

export const failing = group('store failure', {
  async 'a start is refused, in words for callers, and did not happen'(place) {
    const store = await place.spawn();
    const before = await started(store);
    const heal = await place.fail(store);
    const jobs = [newJob(), newJob({ args: 'x'.repeat(200_000) }), newJob({ idempotencyKey: 'k' })];
    for (const job of jobs) await assert.rejects(store.start(job), REFUSED);
    await heal();
    for (const job of jobs) assert.equal(await store.get(job.id), undefined);
    assert.deepEqual(await store.get(before.id), before);
    assert.deepEqual(await store.count(), { queued: 1, running: 0 });
  },
  async 'afterwards the same store works again'(place) {
    const store = await place.spawn();
    const heal = await place.fail(store);
    await assert.rejects(store.start(newJob({ idempotencyKey: 'k' })), REFUSED);
    await heal();
    assert.equal((await store.start(newJob({ idempotencyKey: 'k' }))).kind, 'queued');
    const claim = await store.claim();
    assert.ok(claim);
    assert.ok(await store.finish(claim, { state: 'succeeded', result: 1, files: [] }));
    await store.kill();
    const next = await place.open();
    assert.equal((await next.get(claim.job.id))?.state, 'succeeded');
  },
  async 'an ending that could not be written can be written later'(place) {
    const store = await place.spawn();
    const claim = await running(store);
    const heal = await place.fail(store);
    const ending = { state: 'succeeded', result: 'x'.repeat(100_000), files: [] } as const;
    await assert.rejects(store.finish(claim, ending), REFUSED);
    await assert.rejects(store.progress(claim, { stage: 1, totalStages: 1, message: '' }), REFUSED);
    await heal();
    assert.equal((await store.get(claim.job.id))?.state, 'running');
    assert.equal(await store.finish(claim, ending), true);
    assert.equal((await store.get(claim.job.id))?.result, ending.result);
  },
  async 'a claim, a cancellation, a release that failed changed nothing'(place) {
    const store = await place.spawn();
    const claim = await running(store, { retry: true });
    const { id } = await started(store);
    const heal = await place.fail(store);
    await assert.rejects(store.claim(), REFUSED);
    await assert.rejects(store.cancel(id), REFUSED);
    await assert.rejects(store.release(claim), REFUSED);
    await heal();
    assert.equal((await store.get(id))?.state, 'queued');
    assert.equal((await store.get(claim.job.id))?.state, 'running');
    assert.deepEqual(await store.beat([claim]), []);
  },
  async 'what was acknowledged before outlives the end of the process meanwhile'(place) {
    const store = await place.spawn();
    const job = await started(store);
    const heal = await place.fail(store);
    await assert.rejects(store.start(newJob()));
    await store.kill();
    await heal();
    const next = await place.open();
    assert.deepEqual(await next.get(job.id), job);
    assert.deepEqual(await next.count(), { queued: 1, running: 0 });
  },
});
