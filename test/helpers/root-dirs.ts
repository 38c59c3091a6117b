// Relative imports from one template folder into another, resolved as tsc does: by tsconfig's rootDirs.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vitest/config';

const REPO = fileURLToPath(new URL('../..', import.meta.url));
const TSCONFIG: { compilerOptions: { rootDirs: string[] } } = JSON.parse(
  readFileSync(join(REPO, 'tsconfig.json'), 'utf8'),
);
const ROOTS = TSCONFIG.compilerOptions.rootDirs.map((dir) => join(REPO, dir));

/**
 * Where `specifier` lies when it is not beside its importer; `first` names template folders (`jobs-inline`) that
 * win over others with a file of the same path.
 */
function findAcross(specifier: string, importer: string, first: readonly string[]) {
  if (!/^\.\.?\//.test(specifier) || existsSync(resolve(dirname(importer), specifier))) return;
  const from = ROOTS.find((root) => importer.startsWith(root + sep));
  if (from === undefined) return;
  const wanted = relative(from, resolve(dirname(importer), specifier));
  const preferred = first.map((name) => join(REPO, 'templates', name, 'src'));
  return [...preferred, ...ROOTS]
    .map((root) => join(root, wanted))
    .find((file) => existsSync(file));
}

/** For vitest. */
export function rootDirs(...first: string[]): VitePlugin {
  return {
    name: 'root-dirs',
    enforce: 'pre',
    resolveId: (specifier, importer) =>
      importer === undefined ? undefined : findAcross(specifier, importer, first),
  };
}

/** For bundles that tests make of a project's parts. */
export function rootDirsOf(...first: string[]): EsbuildPlugin {
  return {
    name: 'root-dirs',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
        const found = findAcross(path, importer, first);
        return found === undefined ? undefined : { path: found };
      });
    },
  };
}
