// The embedded store under the conformance cases: a file in a folder of its own for each.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobStore } from '../../templates/jobs/src/runtime/jobs/store.ts';
import { createLog } from '../../templates/project/src/runtime/log.ts';
import { runOk } from '../helpers/run.ts';
import { DEFAULTS, type Driver, type OpenStore, type Place } from './driver.ts';
import { type Remote, spawnStore } from './remote.ts';

export async function createDriver(openStore: OpenStore): Promise<Driver> {
  return { kind: 'sqlite', place: () => createPlace(openStore), async end() {} };
}

async function createPlace(openStore: OpenStore): Promise<Place> {
  const dir = await mkdtemp(join(tmpdir(), 'jobs-'));
  const url = `sqlite:${join(dir, 'data', 'jobs.db')}`;
  const stores: JobStore[] = [];
  const remotes: Remote[] = [];
  return {
    async open(limits) {
      const store = await openStore({
        ...DEFAULTS,
        ...limits,
        url,
        log: createLog('silent', 'store'),
      });
      stores.push(store);
      return store;
    },
    async spawn(options) {
      const remote = await spawnStore({ ...options, url });
      remotes.push(remote);
      return remote;
    },
    /** Files may grow no more: what writing to a full disk comes to, without one. */
    async fail({ pid }) {
      const limit = (size: string) =>
        runOk('prlimit', [`--pid=${pid}`, `--fsize=${size}:`], { cwd: dir });
      await limit('1');
      return async () => void (await limit('unlimited'));
    },
    async remove() {
      for (const remote of remotes) await remote.kill();
      for (const store of stores) await store.close();
      await rm(dir, { recursive: true });
    },
  };
}
