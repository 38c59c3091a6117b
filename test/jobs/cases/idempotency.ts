// One idempotency key of a caller and a tool is one job.
import assert from 'node:assert/strict';
import { claimed, group, newJob, started, until } from '../driver.ts';

const KEY = { idempotencyKey: 'order 7', args: { a: 1, b: [{ c: 2, d: 3 }] } };

export const idempotency = group('idempotency', {
  async 'the same start again is the same job'(place) {
    const store = await place.open();
    const { id } = await started(store, KEY);
    const reordered = { b: [{ d: 3, c: 2 }], a: 1 };
    for (const args of [KEY.args, reordered]) {
      const again = await store.start(newJob({ ...KEY, args }));
      assert.equal(again.kind, 'existing');
      assert.equal(again.kind === 'existing' && again.job.id, id);
    }
    assert.equal((await store.count()).queued, 1);
  },
  async 'other arguments are refused, and nothing is stored'(place) {
    const store = await place.open();
    const { id } = await started(store, KEY);
    for (const args of [{ a: 1 }, { ...KEY.args, e: 1 }, { a: '1', b: KEY.args.b }, [], null]) {
      assert.deepEqual(await store.start(newJob({ ...KEY, args })), { kind: 'mismatch' });
    }
    assert.equal((await claimed(store)).job.id, id);
    assert.equal(await store.claim(), undefined);
  },
  async 'keys are of one caller and one tool'(place) {
    const store = await place.open();
    await started(store, KEY);
    await started(store, { ...KEY, caller: 'bob' });
    await started(store, { ...KEY, tool: 'other' });
    await started(store, { ...KEY, idempotencyKey: 'ORDER 7' });
    await started(store, { ...KEY, idempotencyKey: 'order 7\0' });
    await started(store, { ...KEY, idempotencyKey: '' });
    assert.equal((await store.start(newJob({ ...KEY, idempotencyKey: '' }))).kind, 'existing');
    assert.equal((await store.count()).queued, 6);
  },
  async 'many starts at once make one job'(place) {
    const store = await place.open();
    const starts = Array.from({ length: 12 }, () => store.start(newJob(KEY)));
    const kinds = (await Promise.all(starts)).map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'queued').length, 1);
    assert.equal(kinds.filter((kind) => kind === 'existing').length, 11);
    assert.equal((await store.count()).queued, 1);
  },
  async 'a key is known while its job runs, after its end, and in the next process'(place) {
    const first = await place.spawn();
    const { id } = await started(first, KEY);
    const claim = await claimed(first);
    assert.equal((await first.start(newJob(KEY))).kind, 'existing');
    await first.finish(claim, { state: 'succeeded', result: 1, files: [] });
    assert.equal((await first.start(newJob(KEY))).kind, 'existing');
    await first.kill();
    const store = await place.open();
    const again = await store.start(newJob(KEY));
    assert.equal(again.kind === 'existing' && again.job.id, id);
  },
  async 'a full queue does not keep a caller from its job'(place) {
    const store = await place.open({ maxQueued: 1 });
    await started(store, KEY);
    assert.equal((await store.start(newJob(KEY))).kind, 'existing');
    assert.equal((await store.start(newJob({ ...KEY, args: {} }))).kind, 'mismatch');
    assert.equal((await store.start(newJob())).kind, 'full');
  },
  async 'the key of a job that expired is free'(place) {
    const store = await place.open({ ttl: 1 });
    const { id } = await started(store, KEY);
    await store.finish(await claimed(store), { state: 'succeeded', result: 1, files: [] });
    await until(async () => (await store.expired(9)).at(0), 'the job to expire');
    const again = await store.start(newJob(KEY));
    assert.equal(again.kind, 'queued');
    assert.deepEqual(
      (await store.expired(9)).map((job) => job.id),
      [id],
    );
  },
});
