// Makes the programs of the conformance suite: the runner of the cases and the process it spawns, over one store.
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { REPO } from '../helpers/paths.ts';
import { rootDirsOf } from '../helpers/root-dirs.ts';
import type { Driver } from './driver.ts';

/** One change of the store's source: `from`, which stands in the file once, becomes `to`. */
export interface Mutation {
  /** A name of a file, relative to templates/. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Programs {
  /** The folder of runner.mjs, child.mjs and open.mjs. */
  readonly dir: string;
  remove(): Promise<void>;
}

/** The template folder that has each kind's `open-store.ts`. */
const FOLDERS = { sqlite: 'jobs-embedded', postgres: 'jobs-postgres' };

export async function bundlePrograms(kind: Driver['kind'], mutation?: Mutation): Promise<Programs> {
  const dir = await mkdtemp(join(tmpdir(), 'jobs-programs-'));
  await symlink(join(REPO, 'node_modules'), join(dir, 'node_modules'), 'junction');
  const store = `import { openStore } from './templates/${FOLDERS[kind]}/src/runtime/jobs/open-store.ts';`;
  const programs = {
    'child.mjs': `${store}
      import { serve } from './test/jobs/child.ts';
      serve(openStore);`,
    'open.mjs': `${store}
      import { openOnce } from './test/jobs/open-once.ts';
      await openOnce(openStore);`,
    'runner.mjs': `${store}
      import { cases } from './test/jobs/conformance.ts';
      import { createDriver } from './test/jobs/${kind}-driver.ts';
      import { runCases } from './test/jobs/runner.ts';
      await runCases(await createDriver(openStore), cases);`,
  };
  for (const [name, contents] of Object.entries(programs)) {
    await build({
      stdin: { contents, resolveDir: REPO, loader: 'ts' },
      outfile: join(dir, name),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
      plugins: [...(mutation === undefined ? [] : [mutate(mutation)]), rootDirsOf(FOLDERS[kind])],
    });
  }
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

function mutate({ file, from, to }: Mutation): Plugin {
  return {
    name: 'mutate',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path !== join(REPO, 'templates', file)) return undefined;
        const text = await readFile(path, 'utf8');
        if (text.split(from).length !== 2) throw new Error(`${file} does not have once: ${from}`);
        return { contents: text.replace(from, () => to), loader: 'ts' };
      });
    },
  };
}
