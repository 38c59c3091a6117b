// How many may wait, all in all and of one caller.
import assert from 'node:assert/strict';
import { claimed, group, newJob, started } from '../driver.ts';

export const limits = group('limits', {
  async 'as many as the limit wait, the next is refused and not stored'(place) {
    const store = await place.open({ maxQueued: 3 });
    for (let n = 0; n < 3; n++) await started(store);
    const refused = newJob();
    assert.deepEqual(await store.start(refused), { kind: 'full', limit: 3, whose: 'queue' });
    assert.equal(await store.get(refused.id), undefined);
    assert.deepEqual(await store.count(), { queued: 3, running: 0 });
  },
  async 'a job that runs or ended leaves room'(place) {
    const store = await place.open({ maxQueued: 1 });
    await started(store);
    await claimed(store);
    const { id } = await started(store);
    assert.equal((await store.start(newJob())).kind, 'full');
    await store.cancel(id);
    assert.equal((await store.start(newJob())).kind, 'queued');
  },
  async 'of many starts at once exactly as many as fit are accepted'(place) {
    const store = await place.open({ maxQueued: 10 });
    const starts = Array.from({ length: 50 }, () => store.start(newJob()));
    const kinds = (await Promise.all(starts)).map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'queued').length, 10);
    assert.equal(kinds.filter((kind) => kind === 'full').length, 40);
  },
  async 'while others have jobs a caller may have half of the queue waiting'(place) {
    const store = await place.open({ maxQueued: 10 });
    await started(store, { caller: 'bob' });
    await claimed(store);
    for (let n = 0; n < 5; n++) await started(store);
    assert.deepEqual(await store.start(newJob()), { kind: 'full', limit: 5, whose: 'caller' });
    for (let n = 0; n < 5; n++) await started(store, { caller: 'bob' });
    const refused = await store.start(newJob({ caller: 'eve' }));
    assert.deepEqual(refused, { kind: 'full', limit: 10, whose: 'queue' });
  },
  async 'a caller alone may have all of it, and gets no more once another comes'(place) {
    const store = await place.open({ maxQueued: 4 });
    for (let n = 0; n < 3; n++) await started(store);
    await started(store, { caller: 'bob' });
    await store.cancel((await started(store, { caller: 'bob' }).catch(() => newJob())).id);
    assert.equal((await store.start(newJob({ caller: 'bob' }))).kind, 'full');
    await claimed(store);
    const answer = await store.start(newJob());
    assert.deepEqual(answer, { kind: 'full', limit: 2, whose: 'caller' });
    assert.equal((await store.start(newJob({ caller: 'bob' }))).kind, 'queued');
  },
  async 'what ended is nobody else waiting'(place) {
    const store = await place.open({ maxQueued: 4 });
    await started(store, { caller: 'bob' });
    await store.finish(await claimed(store), { state: 'failed', error: 'no', files: [] });
    for (let n = 0; n < 4; n++) await started(store);
  },
  async 'the next process counts what waits'(place) {
    const first = await place.spawn({ maxQueued: 2 });
    await started(first);
    await started(first);
    await first.kill();
    const store = await place.open({ maxQueued: 2 });
    assert.equal((await store.start(newJob())).kind, 'full');
  },
});
