// What start, progress and finish acknowledged is what everybody reads afterwards.
import assert from 'node:assert/strict';
import { claimed, group, newJob, running, started, until } from '../driver.ts';

/** What databases and their bindings tend to change, cut or choke on. */
const ODD = 'a\0b\ud800 \u2028 "\'\\ \u{1f600} \x1b %s ; drop table jobs -- \u{10ffff}';

export const acknowledgement = group('acknowledgement', {
  async 'what start answers is what get reads'(place) {
    const store = await place.open();
    const job = await started(store, { args: { b: [1, 2.5, null, 'x'], a: { c: true } } });
    assert.deepEqual(await store.get(job.id), job);
    assert.equal(job.state, 'queued');
    assert.deepEqual(
      [job.stage, job.totalStages, job.message, job.attempt, job.files, job.interactive],
      [0, 1, '', 0, [], false],
    );
    assert.deepEqual(job.args, { b: [1, 2.5, null, 'x'], a: { c: true } });
  },
  async 'any text survives, wherever a user put it'(place) {
    const store = await place.open();
    const { job, attempt } = await running(store, { args: { [ODD]: ODD }, interactive: true });
    const claim = { job, attempt };
    assert.equal(job.interactive, true);
    await store.progress(claim, { stage: 1, totalStages: 2, message: ODD });
    const files = [{ id: 'f'.repeat(32), name: ODD, mimeType: 'text/plain', size: 3 }];
    await store.finish(claim, { state: 'succeeded', result: [ODD, { [ODD]: -0.5 }], files });
    const ended = await store.get(job.id);
    assert.deepEqual(ended?.args, { [ODD]: ODD });
    assert.equal(ended?.message, ODD);
    assert.deepEqual(ended?.result, [ODD, { [ODD]: -0.5 }]);
    assert.deepEqual(ended?.files, files);
  },
  async 'callers with odd names are told apart'(place) {
    const store = await place.open();
    const names = ['ann', 'ann\0', 'ann ', 'ANN', 'ann\ud800', 'ann\ufffd'];
    for (const caller of names) {
      const job = await started(store, { caller, idempotencyKey: 'same' });
      assert.equal((await store.get(job.id))?.caller, caller);
    }
    assert.equal((await store.count()).queued, names.length);
  },
  async 'progress and endings are read as they were written'(place) {
    const store = await place.open();
    const failing = await running(store);
    assert.equal(
      await store.progress(failing, { stage: 2, totalStages: 5, message: '[2/5]' }),
      true,
    );
    const now = await store.get(failing.job.id);
    assert.deepEqual([now?.stage, now?.totalStages, now?.message], [2, 5, '[2/5]']);
    assert.equal(await store.finish(failing, { state: 'failed', error: ODD, files: [] }), true);
    const failed = await store.get(failing.job.id);
    assert.deepEqual([failed?.state, failed?.error, failed?.stage], ['failed', ODD, 2]);
    assert.equal(failed !== undefined && 'result' in failed, false);
  },
  async 'success sets the stage to the last one'(place) {
    const store = await place.open();
    const claim = await running(store);
    await store.progress(claim, { stage: 2, totalStages: 5, message: '' });
    await store.finish(claim, { state: 'succeeded', result: null, files: [] });
    const job = await store.get(claim.job.id);
    assert.deepEqual([job?.state, job?.stage, job?.totalStages], ['succeeded', 5, 5]);
    assert.equal(job?.result, null);
    assert.ok((job?.ended ?? 0) >= (job?.started ?? Number.POSITIVE_INFINITY));
  },
  async 'a job is heard of once it can be taken'(place) {
    const store = await place.open();
    const heard: string[] = [];
    const stop = store.onWaiting(
      () => void store.claim().then((claim) => heard.push(claim?.job.id ?? 'none')),
    );
    const job = await started(store);
    await until(async () => heard.find((id) => id === job.id), 'the job to be heard of');
    stop();
  },
  async 'an id that is none is no job, whatever it holds'(place) {
    const store = await place.open();
    const { id } = await started(store);
    const odd = [
      '',
      '0',
      id.toUpperCase(),
      `${id} `,
      `${id}\0`,
      `${id}\n`,
      id.slice(1),
      ODD,
      '%',
      'x'.repeat(99_999),
    ];
    for (const each of odd) {
      assert.equal(await store.get(each), undefined);
      assert.equal(await store.cancel(each), undefined);
      await store.answer(each, { key: 1 });
    }
    assert.equal((await store.get(id))?.state, 'queued');
  },
  async 'an id is used once'(place) {
    const store = await place.open();
    const job = await started(store);
    await assert.rejects(store.start(newJob({ id: job.id, caller: 'eve' })), {
      name: 'StoreError',
    });
    assert.deepEqual(await store.get(job.id), job);
  },
  async 'a closed store answers nothing'(place) {
    const store = await place.open();
    await store.close();
    await assert.rejects(store.start(newJob()), { name: 'StoreError' });
    await assert.rejects(store.get(newJob().id), { name: 'StoreError' });
    const again = await place.open();
    assert.deepEqual(await again.count(), { queued: 0, running: 0 });
    await started(again);
    assert.equal((await claimed(again)).attempt, 1);
  },
});
