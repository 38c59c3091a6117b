// Before the live tests: packs the tool once, installs it as a user would, installs the examples once.
import { cp, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { EXAMPLES, REPO } from './paths.ts';
import { npm, npmInstall } from './run.ts';

export interface LiveSetup {
  /** Scratch folder of this run; removed at its end. */
  readonly tmp: string;
  /** The folder with the installed bins. */
  readonly bins: string;
  /** Copies of the examples with their node_modules, and those of their servers. */
  readonly store: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    live: LiveSetup;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const tmp = await realpath(await mkdtemp(join(tmpdir(), 'create-mcp-server-')));
  const live = { tmp, bins: join(tmp, 'tool/node_modules/.bin'), store: join(tmp, 'store') };
  await packAndInstall(tmp);
  await Promise.all(EXAMPLES.map((name) => installExample(name, join(live.store, name))));
  project.provide('live', live);
  return () => rm(tmp, { recursive: true, force: true });
}

async function packAndInstall(tmp: string): Promise<void> {
  await npm(['pack', '--pack-destination', tmp], { cwd: REPO });
  const tarball = (await readdir(tmp)).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no tarball');
  await mkdir(join(tmp, 'tool'));
  await npmInstall(join(tmp, 'tool'), '--prefix', join(tmp, 'tool'), join(tmp, tarball));
}

/** The user's packages and the server's, from the committed lockfiles. */
async function installExample(name: string, dir: string): Promise<void> {
  await cp(join(REPO, 'examples', name), dir, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|\.env)$/.test(path),
  });
  await npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: dir,
  });
  await npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: join(dir, 'mcp-server'),
  });
}
