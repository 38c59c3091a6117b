// A process whose clock is hours off breaks nothing: order is that of acceptance, times never run backwards.
import assert from 'node:assert/strict';
import { claimed, group, newJob, running, started } from '../driver.ts';

const HOURS = 5 * 3_600_000;

export const clock = group('clock skew', {
  async 'jobs are taken in the order of acceptance'(place) {
    const ahead = await place.spawn({ clockShift: HOURS });
    const first = await started(ahead);
    await ahead.kill();
    const behind = await place.spawn({ clockShift: -HOURS });
    const second = await started(behind);
    await behind.kill();
    const store = await place.open();
    const third = await started(store);
    for (const { id } of [first, second, third]) assert.equal((await claimed(store)).job.id, id);
  },
  async 'times never run backwards within a job'(place) {
    const ahead = await place.spawn({ clockShift: HOURS });
    const { id } = await started(ahead);
    await ahead.kill();
    const behind = await place.spawn({ clockShift: -HOURS });
    const claim = await claimed(behind);
    await behind.progress(claim, { stage: 1, totalStages: 2, message: '' });
    await behind.finish(claim, { state: 'succeeded', result: 1, files: [] });
    const job = await behind.get(id);
    assert.ok(job?.started !== undefined && job.ended !== undefined);
    assert.ok(job.created <= job.started && job.started <= job.ended && job.ended <= job.updated);
  },
  async 'waiting jobs outlive any jump of the clock'(place) {
    const first = await place.spawn({ clockShift: -HOURS });
    const { id } = await started(first, { retry: true });
    const { job } = await running(first, { retry: true, caller: 'bob' });
    await first.kill();
    const ahead = await place.spawn({ clockShift: HOURS, ttl: 60_000 });
    assert.equal((await ahead.get(id))?.state === undefined, false);
    assert.deepEqual(await ahead.expired(9), []);
    assert.equal((await ahead.get(job.id))?.attempt, 1);
  },
  async 'what ended in a future is known until that is past'(place) {
    const ahead = await place.spawn({ clockShift: HOURS });
    const claim = await running(ahead);
    await ahead.finish(claim, { state: 'succeeded', result: 1, files: [] });
    await ahead.kill();
    const store = await place.open({ ttl: 60_000 });
    assert.equal((await store.get(claim.job.id))?.result, 1);
    assert.deepEqual(await store.expired(9), []);
  },
  async 'a key is a key in any hour'(place) {
    const ahead = await place.spawn({ clockShift: HOURS });
    const { id } = await started(ahead, { idempotencyKey: 'k' });
    await ahead.kill();
    const store = await place.open();
    const again = await store.start(newJob({ idempotencyKey: 'k' }));
    assert.equal(again.kind === 'existing' && again.job.id, id);
  },
});
