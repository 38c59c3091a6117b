// Runs generated tool tables in this process: bundled with the real runtime and the real wrapped modules.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rootDirsOf } from './root-dirs.js';

type Runtime = typeof import('../../templates/project/src/runtime/call.ts');
type Tool = import('../../templates/project/src/runtime/tool.ts').Tool;

/** A generated table, and the `callTool` of the runtime it was bundled with. */
export interface Loaded {
  readonly tools: readonly Tool[];
  readonly callTool: Runtime['callTool'];
}

/** The project whose `src/<name>.gen.ts` the tables are printed for: its `src/runtime` is the real one. */
export const OUT = fileURLToPath(new URL('../../templates/project', import.meta.url));

const RUNTIME = "export { callTool } from './runtime/call.ts';\n";

/** Bundles and loads tables printed for `OUT`, by their paths relative to it. */
export async function loadTools(tables: ReadonlyMap<string, string>): Promise<Map<string, Loaded>> {
  const folder = mkdtempSync(join(tmpdir(), 'tools-'));
  const paths = [...tables.keys()];
  await build({
    entryPoints: paths.map((path, index) => ({ in: `table:${join(OUT, path)}`, out: `${index}` })),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);",
    },
    logLevel: 'error',
    plugins: [
      rootDirsOf(),
      {
        name: 'tables',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^table:/ }, ({ path }) => ({
            path: path.slice(6),
            namespace: 'table',
          }));
          onLoad({ filter: /.*/, namespace: 'table' }, ({ path }) => ({
            contents: `${RUNTIME}${tables.get(relative(OUT, path))}`,
            loader: 'ts',
            resolveDir: join(OUT, 'src'),
          }));
        },
      },
    ],
  });
  const loaded = paths.map(async (path, index): Promise<[string, Loaded]> => {
    const url = pathToFileURL(join(folder, `${index}.mjs`));
    return [path, await import(url.href)];
  });
  return new Map(await Promise.all(loaded));
}
