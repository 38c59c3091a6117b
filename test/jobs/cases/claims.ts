// Each waiting job is taken once, in the order of acceptance, callers taking turns.
import assert from 'node:assert/strict';
import { claimed, group, running, started } from '../driver.ts';

export const claims = group('claim', {
  async 'the oldest waiting job is taken, and runs'(place) {
    const store = await place.open();
    const first = await started(store);
    const second = await started(store);
    assert.deepEqual(await store.count(), { queued: 2, running: 0 });
    const claim = await claimed(store);
    assert.equal(claim.job.id, first.id);
    assert.deepEqual([claim.job.state, claim.attempt, claim.job.attempt], ['running', 1, 1]);
    assert.ok((claim.job.started ?? 0) >= first.created);
    assert.deepEqual(await store.count(), { queued: 1, running: 1 });
    assert.equal((await claimed(store)).job.id, second.id);
    assert.equal(await store.claim(), undefined);
  },
  async 'with nothing waiting there is nothing to take'(place) {
    const store = await place.open();
    assert.equal(await store.claim(), undefined);
    const claim = await running(store);
    assert.equal(await store.claim(), undefined);
    await store.finish(claim, { state: 'failed', error: 'no', files: [] });
    assert.equal(await store.claim(), undefined);
  },
  async 'many who ask at once never get the same job'(place) {
    const store = await place.open();
    const ids = new Set<string>();
    for (let n = 0; n < 20; n++) ids.add((await started(store)).id);
    const taken = await Promise.all(Array.from({ length: 40 }, () => store.claim()));
    const got = taken.flatMap((claim) => (claim === undefined ? [] : [claim.job.id]));
    assert.equal(got.length, 20);
    assert.deepEqual(new Set(got), ids);
  },
  async 'callers take turns'(place) {
    const store = await place.open();
    for (let n = 0; n < 3; n++) await started(store, { caller: 'ann' });
    for (let n = 0; n < 2; n++) await started(store, { caller: 'bob' });
    await started(store, { caller: 'eve' });
    const order = [];
    for (let n = 0; n < 6; n++) order.push((await claimed(store)).job.caller);
    assert.deepEqual(order, ['ann', 'bob', 'eve', 'ann', 'bob', 'ann']);
  },
  async 'a job that ended leaves its caller a turn'(place) {
    const store = await place.open();
    const ann = await running(store, { caller: 'ann' });
    await running(store, { caller: 'bob' });
    await store.finish(ann, { state: 'succeeded', result: 1, files: [] });
    await started(store, { caller: 'bob' });
    await started(store, { caller: 'ann' });
    assert.equal((await claimed(store)).job.caller, 'ann');
  },
  async 'who has nothing waiting counts for nobody else'(place) {
    const store = await place.open();
    for (const caller of ['bob', 'bob', 'bob', 'ann', 'ann', 'eve']) {
      await running(store, { caller });
    }
    await started(store, { caller: 'bob' });
    await started(store, { caller: 'ann' });
    assert.equal((await claimed(store)).job.caller, 'ann');
  },
});
