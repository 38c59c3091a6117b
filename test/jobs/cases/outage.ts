// A database that is away for longer than a lease: owners that live through it keep their jobs.
import assert from 'node:assert/strict';
import { BEAT, type Notice } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { group, newJob, running, started, until } from '../driver.ts';

/** Longer than a lease. */
const AWAY = 13_000;
/** What a process may need until it reaches the database again. */
const WHILE = 2000;
/** By then somebody who is wrong about an owner would have said so. */
const AFTER = 15_000;

export const outage = group(
  'outage',
  {
    async 'an owner that beats again keeps its job'(place) {
      const [owner, other] = [await place.spawn(), await place.spawn()];
      const claim = await running(owner, { retry: true });
      const { count, stop } = beating(() => owner.beat([claim]));
      const heal = await place.fail(owner);
      await until(async () => count.failures > AWAY / BEAT || undefined, 'beats to fail');
      await heal();
      await until(async () => count.inARow > AFTER / BEAT || undefined, 'beats to go on', 60_000);
      stop();
      assert.deepEqual(count.heard, []);
      assert.equal(await other.claim(), undefined);
      assert.equal(await owner.finish(claim, { state: 'succeeded', result: 1, files: [] }), true);
    },
    async 'an owner that needs a while to come back keeps its job'(place) {
      const [owner, other] = [await place.spawn(), await place.spawn()];
      const claim = await running(owner, { retry: true });
      const heal = await place.fail(owner);
      await passed(AWAY);
      await heal();
      await passed(WHILE);
      assert.deepEqual(await owner.beat([claim]), []);
      await passed(BEAT);
      assert.equal(await other.claim(), undefined);
      assert.deepEqual(await owner.beat([claim]), []);
    },
    async 'an owner that died meanwhile is noticed afterwards'(place) {
      const [owner, other] = [await place.spawn(), await place.spawn()];
      const { job } = await running(owner);
      const heal = await place.fail(owner);
      await owner.kill();
      await heal();
      const ended = await until(async () => {
        const now = await other.get(job.id);
        return now?.state === 'running' ? undefined : now;
      }, 'the job to fail');
      assert.equal(ended.error, 'interrupted');
    },
    async 'the others hear of new jobs again'(place) {
      const [one, other] = [await place.spawn(), await place.open()];
      const heal = await place.fail(one);
      await assert.rejects(one.start(newJob()));
      await heal();
      let heard = 0;
      other.onWaiting(() => {
        heard += 1;
      });
      await started(one);
      await until(async () => heard > 0 || undefined, 'it to be heard');
    },
  },
  'postgres',
);

async function passed(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await until(async () => performance.now() > end || undefined, 'time to pass', 2 * milliseconds);
}

/** Beats as the runner does. */
function beating(beat: () => Promise<readonly Notice[]>) {
  const count = { failures: 0, inARow: 0, heard: [] as Notice[] };
  const timer = setInterval(async () => {
    try {
      count.heard.push(...(await beat()));
      count.inARow += 1;
    } catch {
      count.failures += 1;
      count.inARow = 0;
    }
  }, BEAT);
  return { count, stop: () => clearInterval(timer) };
}
