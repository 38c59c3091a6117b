// The embedded store under the conformance cases: a file in a folder of its own for each.
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobStore } from '../../templates/jobs/src/runtime/jobs/store.ts';
import { createLog } from '../../templates/project/src/runtime/log.ts';
import { runOk } from '../helpers/run.ts';
import { DEFAULTS, type Driver, type OpenStore, type Place } from './driver.ts';
import { type Remote, spawnStore } from './remote.ts';

/** Places lie in the temporary folder; on the disk that SMALL_DISK names, if that is set: then failing is filling it. */
export async function createDriver(openStore: OpenStore): Promise<Driver> {
  return { kind: 'sqlite', place: () => createPlace(openStore), async end() {} };
}

async function createPlace(openStore: OpenStore): Promise<Place> {
  const dir = await mkdtemp(join(process.env.SMALL_DISK ?? tmpdir(), 'jobs-'));
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
    fail: ({ pid }) => (process.env.SMALL_DISK === undefined ? limitFiles(pid) : fillDisk(dir)),
    async remove() {
      for (const remote of remotes) await remote.kill();
      for (const store of stores) await store.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** Its files may grow no more: what a full disk comes to, without one. */
async function limitFiles(pid: number): Promise<() => Promise<void>> {
  const limit = (size: string) =>
    runOk('prlimit', [`--pid=${pid}`, `--fsize=${size}:`], { cwd: tmpdir() });
  await limit('1');
  return async () => {
    const isGone = !existsSync(`/proc/${pid}`); // and its limit with it
    if (!isGone) await limit('unlimited');
  };
}

/** Writes a file until nothing fits any more. */
async function fillDisk(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, 'filler');
  const file = await open(path, 'w');
  for (const size of [65_536, 4096, 1]) {
    while (await file.write(Buffer.alloc(size)).catch(isFull)) {}
  }
  await file.close();
  return () => rm(path);
}

function isFull(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return undefined;
  throw error;
}
