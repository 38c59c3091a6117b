// The PostgreSQL store under the conformance cases: one cluster, a database in it for each case.
import type { JobStore } from '../../templates/jobs/src/runtime/jobs/store.ts';
import { createLog } from '../../templates/project/src/runtime/log.ts';
import { type Postgres, startPostgres } from '../helpers/postgres.ts';
import { DEFAULTS, type Driver, type OpenStore, type Place } from './driver.ts';
import { type Remote, spawnStore } from './remote.ts';

export async function createDriver(openStore: OpenStore): Promise<Driver> {
  const cluster = await startPostgres();
  let places = 0;
  return {
    kind: 'postgres',
    async place() {
      places += 1;
      return createPlace(openStore, cluster, `place${places}`);
    },
    end: () => cluster.end(),
  };
}

async function createPlace(openStore: OpenStore, cluster: Postgres, name: string): Promise<Place> {
  const url = await cluster.createDatabase(name);
  const stores: JobStore[] = [];
  const remotes: Remote[] = [];
  let isDown = false;
  const heal = async () => {
    if (isDown) await cluster.start();
    isDown = false;
  };
  return {
    async open(limits) {
      const log = createLog('silent', 'store');
      const store = await openStore({ ...DEFAULTS, ...limits, url, log });
      stores.push(store);
      return store;
    },
    async spawn(options) {
      const remote = await spawnStore({ ...options, url });
      remotes.push(remote);
      return remote;
    },
    async fail() {
      await cluster.stop('immediate');
      isDown = true;
      return heal;
    },
    async remove() {
      await heal();
      for (const remote of remotes) await remote.kill();
      for (const store of stores) await store.close();
      await cluster.dropDatabase(name);
    },
  };
}
