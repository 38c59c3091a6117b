// Kill -9 before, during and after what was acknowledged: nothing acknowledged is lost, nothing is half there.
import assert from 'node:assert/strict';
import type { Job, JobStore } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { INTERRUPTED, MAX_ATTEMPTS } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { claimed, group, newJob, running, started, until } from '../driver.ts';

/** The job once the death of its process was noticed. */
function settled(store: JobStore, id: string): Promise<Job> {
  return until(async () => {
    const job = await store.get(id);
    return job?.state === 'running' ? undefined : job;
  }, 'the death of the process to be noticed');
}

export const killing = group('kill', {
  async 'before: a start that nobody answered is there whole, or not at all'(place) {
    const first = await place.spawn();
    const job = newJob({ idempotencyKey: 'once', args: { text: 'x'.repeat(100_000) } });
    const answer = first.start(job).catch(() => undefined);
    await first.kill();
    await answer;
    const store = await place.open();
    const again = await store.start({ ...job, id: newJob().id });
    assert.ok(again.kind === 'queued' || again.kind === 'existing');
    assert.deepEqual((await claimed(store)).job.args, job.args);
    assert.equal(await store.claim(), undefined);
  },
  async 'during: of many starts all that were acknowledged are there, in order'(place) {
    const first = await place.spawn({ maxQueued: 100_000 });
    first.flood();
    const wanted = 20 + Math.floor(Math.random() * 60);
    await until(async () => first.acknowledged.length > wanted || undefined, 'acknowledgements');
    await first.kill();
    const store = await place.open({ maxQueued: 100_000 });
    for (const id of first.acknowledged) assert.equal((await store.get(id))?.state, 'queued');
    const { queued } = await store.count();
    assert.ok(queued - first.acknowledged.length <= 100, `${queued}, ${first.acknowledged.length}`);
    for (const id of first.acknowledged) assert.equal((await claimed(store)).job.id, id);
  },
  async 'after: waiting jobs wait, and run'(place) {
    const first = await place.spawn();
    const jobs = [await started(first), await started(first), await started(first)];
    await first.kill();
    const store = await place.open();
    for (const job of jobs) assert.deepEqual(await store.get(job.id), job);
    assert.equal((await claimed(store)).job.id, jobs[0]?.id);
  },
  async 'after: an ending stays, with its result'(place) {
    const first = await place.spawn();
    const claim = await running(first);
    assert.ok(await first.finish(claim, { state: 'succeeded', result: { a: 1 }, files: [] }));
    await first.kill();
    const store = await place.open();
    const job = await store.get(claim.job.id);
    assert.deepEqual([job?.state, job?.result], ['succeeded', { a: 1 }]);
  },
  async 'running: a job that may not be run again failed, and says why'(place) {
    const first = await place.spawn();
    const { job } = await running(first);
    await first.kill();
    const store = await place.open();
    const after = await settled(store, job.id);
    assert.deepEqual([after.state, after.error], ['failed', INTERRUPTED]);
    assert.ok((after.ended ?? 0) >= (after.started ?? Number.POSITIVE_INFINITY));
    assert.equal(await store.claim(), undefined);
  },
  async 'running: a job that may be run again waits, without what its last run said'(place) {
    const first = await place.spawn();
    const claim = await running(first, { retry: true });
    await first.progress(claim, { stage: 2, totalStages: 3, message: 'two' });
    await first.ask(claim, { a: 1 });
    await first.kill();
    const store = await place.open();
    const after = await settled(store, claim.job.id);
    assert.deepEqual(
      [after.state, after.attempt, after.stage, after.totalStages, after.message, after.questions],
      ['queued', 1, 0, 1, '', undefined],
    );
    const again = await until(() => store.claim(), 'the job to be taken again');
    assert.deepEqual([again.job.id, again.attempt], [claim.job.id, 2]);
  },
  async 'running: a job that was cancelled is cancelled, not run again'(place) {
    const first = await place.spawn();
    const { job } = await running(first, { retry: true });
    assert.equal((await first.cancel(job.id))?.state, 'running');
    await first.kill();
    const store = await place.open();
    const after = await settled(store, job.id);
    assert.equal(after.state, 'cancelled');
    assert.ok((after.ended ?? 0) >= (after.started ?? Number.POSITIVE_INFINITY));
    assert.equal(await store.claim(), undefined);
  },
  async 'a job that kills every process is given up'(place) {
    const { id } = newJob();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const process = await place.spawn();
      if (attempt === 1) await process.start(newJob({ id, retry: true }));
      const claim = await until(() => process.claim(), 'the job to wait again');
      assert.equal(claim.attempt, attempt);
      await process.kill();
    }
    const store = await place.open();
    const after = await settled(store, id);
    assert.deepEqual([after.state, after.error], ['failed', INTERRUPTED]);
  },
});
