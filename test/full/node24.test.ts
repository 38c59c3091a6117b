// The built examples on Node 24, installed beside the project, never into it.
import { beforeAll, describe, expect, test } from 'vitest';
import { connectLegacy, connectModern } from '../helpers/clients.ts';
import { installNode24 } from '../helpers/node24.ts';
import { EXAMPLES, REPO } from '../helpers/paths.ts';
import { copyExample, runScript } from '../helpers/project.ts';
import { runOk } from '../helpers/run.ts';
import { startServer, TOKEN } from '../helpers/server.ts';
import { EXPECTED } from '../live/example-cases.ts';
import { expectCase } from '../live/expect-case.ts';

let node24: string;

beforeAll(async () => {
  node24 = await installNode24();
  const version = await runOk(node24, ['--version'], { cwd: REPO });
  expect(version.stdout).toMatch(/^v24\./);
});

describe.each(EXAMPLES)('%s', (name) => {
  test('answers both clients on Node 24', async () => {
    const project = (await copyExample(name)).server;
    await runScript(project, 'build');
    const server = await startServer(project, { node: node24, env: { TZ: 'UTC' } });
    const clients = await Promise.all([
      connectModern(server.url, TOKEN),
      connectLegacy(server.url, TOKEN),
    ]);
    for (const client of clients) {
      for (const entry of EXPECTED[name].cases) await expectCase(client, entry, EXPECTED[name]);
      await client.close();
    }
    expect(await server.stop()).toBe(0);
  });
});
