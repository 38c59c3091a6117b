// Node 24 beside the project, never in it: there it would stand in front of the Node that runs the tests.
import { join } from 'node:path';
import { scratch } from './project.ts';
import { npmInstall } from './run.ts';

/** The path of its executable, installed for this test file. */
export async function installNode24(): Promise<string> {
  const dir = await scratch('node24');
  await npmInstall(dir, '--prefix', dir, 'node@24');
  return join(dir, 'node_modules/node/bin/node');
}
