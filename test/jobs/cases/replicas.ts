// Stores of several processes: any of them answers, each job is run once, the dead and the hung are replaced.
import assert from 'node:assert/strict';
import type { Claim } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { BEAT } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { claimed, group, newJob, running, started, until } from '../driver.ts';

/** Longer than any lease: a run that is alive is still its owner's after that. */
const LONG = 22_000;

export const replicas = group(
  'takeover',
  {
    async 'any replica answers'(place) {
      const [one, other] = [await place.spawn(), await place.open()];
      const claim = await running(one);
      await one.progress(claim, { stage: 1, totalStages: 2, message: 'half' });
      assert.equal((await other.get(claim.job.id))?.message, 'half');
      assert.equal((await other.cancel(claim.job.id))?.state, 'running');
      assert.deepEqual(await one.beat([claim]), [{ id: claim.job.id, kind: 'cancel' }]);
    },
    async 'jobs are shared out, each to one'(place) {
      const stores = [await place.open(), await place.open(), await place.spawn()];
      const ids = new Set<string>();
      for (const store of stores) {
        for (let n = 0; n < 10; n++) ids.add((await started(store)).id);
      }
      const asked = stores.flatMap((store) => Array.from({ length: 20 }, () => store.claim()));
      const taken = (await Promise.all(asked)).flatMap((claim) => claim?.job.id ?? []);
      assert.equal(new Set(taken).size, taken.length);
      assert.deepEqual(new Set(taken), ids);
    },
    async 'a dead replica is noticed within 20 s, and its job is taken by one of those left'(
      place,
    ) {
      const dead = await place.spawn();
      const left = [await place.open(), await place.open()];
      const { job } = await running(dead, { retry: true });
      const { job: once } = await running(dead);
      await dead.kill();
      const begun = performance.now();
      const claims: Claim[] = [];
      await until(async () => {
        for (const store of left) {
          const claim = await store.claim();
          if (claim !== undefined) claims.push(claim);
        }
        return claims.length > 0 || undefined;
      }, 'the job to be taken');
      assert.ok(performance.now() - begun < 20_000);
      assert.deepEqual(
        claims.map((claim) => [claim.job.id, claim.attempt]),
        [[job.id, 2]],
      );
      const failed = await until(async () => {
        const after = await left[0]?.get(once.id);
        return after?.state === 'running' ? undefined : after;
      }, 'the other job to fail');
      assert.deepEqual([failed.state, failed.error], ['failed', 'interrupted']);
    },
    async 'a replica that beats keeps its jobs'(place) {
      const [owner, other] = [await place.spawn(), await place.open()];
      const claim = await running(owner, { retry: true });
      const end = performance.now() + LONG;
      let due = 0;
      await until(
        async () => {
          assert.equal(await other.claim(), undefined);
          if (performance.now() > due) {
            assert.deepEqual(await owner.beat([claim]), []);
            due = performance.now() + BEAT;
          }
          return performance.now() > end || undefined;
        },
        'a long run',
        LONG + 5000,
      );
      assert.equal(await owner.finish(claim, { state: 'succeeded', result: 1, files: [] }), true);
    },
    async 'a replica that hung finds its job lost, and writes nothing'(place) {
      const [hung, other] = [await place.spawn(), await place.open()];
      const claim = await running(hung, { retry: true });
      hung.signal('SIGSTOP');
      const taken = await until(() => other.claim(), 'the job to be taken');
      assert.deepEqual([taken.job.id, taken.attempt], [claim.job.id, 2]);
      hung.signal('SIGCONT');
      assert.equal(await hung.finish(claim, { state: 'succeeded', result: 0, files: [] }), false);
      assert.deepEqual(await hung.beat([claim]), [{ id: claim.job.id, kind: 'lost' }]);
      assert.equal(await other.finish(taken, { state: 'succeeded', result: 1, files: [] }), true);
      assert.equal((await hung.get(claim.job.id))?.result, 1);
    },
    async 'limits and keys hold across replicas'(place) {
      const [one, other] = [
        await place.open({ maxQueued: 10 }),
        await place.open({ maxQueued: 10 }),
      ];
      const starts = Array.from({ length: 20 }, () => [one.start(newJob()), other.start(newJob())]);
      const kinds = (await Promise.all(starts.flat())).map(({ kind }) => kind);
      assert.equal(kinds.filter((kind) => kind === 'queued').length, 10);
      assert.equal(kinds.filter((kind) => kind === 'full').length, 30);
      await claimed(one);
      const same = [one, other].map((store) => store.start(newJob({ idempotencyKey: 'k' })));
      const answers = (await Promise.all(same)).map(({ kind }) => kind);
      assert.deepEqual(answers.sort(), ['existing', 'queued']);
    },
  },
  'postgres',
);
