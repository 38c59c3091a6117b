// Ended jobs are known for a TTL, then expired: as good as forgotten, until the sweeper forgets them.
import assert from 'node:assert/strict';
import type { Job, JobStore } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { group, running, started, until } from '../driver.ts';

async function ended(store: JobStore): Promise<string> {
  const claim = await running(store);
  await store.finish(claim, { state: 'succeeded', result: 1, files: [] });
  return claim.job.id;
}

function expired(store: JobStore, count: number): Promise<readonly Job[]> {
  return until(async () => {
    const jobs = await store.expired(100);
    return jobs.length >= count ? jobs : undefined;
  }, `${count} jobs to expire`);
}

export const ttl = group('ttl', {
  async 'until then an ended job is known'(place) {
    const store = await place.open({ ttl: 3_600_000 });
    const id = await ended(store);
    assert.deepEqual(await store.expired(100), []);
    assert.equal((await store.get(id))?.state, 'succeeded');
  },
  async 'then it is expired, and no longer known, though not forgotten'(place) {
    const store = await place.open({ ttl: 1 });
    const id = await ended(store);
    const [job] = await expired(store, 1);
    assert.equal(job?.id, id);
    assert.equal(job?.result, 1);
    assert.equal(await store.get(id), undefined);
    assert.equal(await store.cancel(id), undefined);
    await store.forget([id]);
    assert.deepEqual(await store.expired(100), []);
  },
  async 'what waits or runs does not expire, and is not forgotten'(place) {
    const store = await place.open({ ttl: 1 });
    const { job } = await running(store);
    const { id } = await started(store);
    const over = await ended(store).catch(() => undefined);
    await expired(store, over === undefined ? 0 : 1);
    await store.forget([job.id, id]);
    assert.equal((await store.get(job.id))?.state, 'running');
    assert.ok((await store.expired(100)).every((each) => each.id !== job.id && each.id !== id));
    assert.ok((await store.count()).running >= 1);
  },
  async 'they are told oldest first, as many as asked for'(place) {
    const store = await place.open({ ttl: 1 });
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await ended(store));
    const jobs = await expired(store, 5);
    assert.deepEqual(new Set(jobs.map(({ id }) => id)), new Set(ids));
    const ends = jobs.map((job) => job.ended ?? 0);
    assert.deepEqual(
      ends,
      ends.toSorted((a, b) => a - b),
    );
    assert.equal((await store.expired(2)).length, 2);
    await store.forget(jobs.slice(0, 3).map(({ id }) => id));
    assert.equal((await store.expired(100)).length, 2);
  },
  async 'cancelled and interrupted jobs expire too'(place) {
    const store = await place.open({ ttl: 1 });
    const waiting = await started(store);
    await store.cancel(waiting.id);
    const claim = await running(store);
    await store.release(claim);
    const jobs = await expired(store, 2);
    assert.deepEqual(jobs.map(({ state }) => state).sort(), ['cancelled', 'failed']);
  },
});
