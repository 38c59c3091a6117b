// A server that is killed with -9 again and again, over the embedded store: on this Node and on Node 24.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { buildJobServer } from '../helpers/job-server.ts';
import { killRounds } from '../helpers/kill-rounds.ts';
import { scratch } from '../helpers/project.ts';
import { npmInstall } from '../helpers/run.ts';

let project: string;
let node24: string;
beforeAll(async () => {
  const dir = await scratch('node24');
  await npmInstall(dir, '--prefix', dir, 'node@24');
  node24 = join(dir, 'node_modules/node/bin/node');
  project = await buildJobServer();
});

test.each([
  ['this Node', () => process.execPath],
  ['Node 24', () => node24],
])('20 rounds of kill -9 on %s lose nothing that was acknowledged', async (_name, node) => {
  const env = { DATA_DIR: await mkdtemp(join(inject('live').tmp, 'data-')) };
  const audit = await killRounds(project, { rounds: 20, env, node: node() });
  expect(audit.acknowledged).toBeGreaterThan(100);
  expect(audit.wrong).toEqual([]);
});
