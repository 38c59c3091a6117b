// Finds the JavaScript file that Node would load for an import, without loading it.
import { realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  entryIn,
  installed,
  isFile,
  readManifest,
  splitSpecifier,
  target,
} from './package-json.js';

/** The conditions under which Node resolves an import, and the bundler of generated servers with it. */
const CONDITIONS = ['node', 'import', 'module-sync', 'node-addons', 'default'];

/** The absolute path of the JavaScript that `import name` loads, seen from `folder`; undefined when there is none. */
export function runtimeEntry(name: string, folder: string): string | undefined {
  if (isBuiltin(name)) return undefined;
  const { id, subpath } = splitSpecifier(name);
  const home = installed(id, folder);
  return home === undefined ? undefined : javaScriptOf(home, subpath);
}

/** The JavaScript of the package in `folder`; `subpath` is empty for the package itself. */
export function javaScriptOf(folder: string, subpath: string): string | undefined {
  const { exports, main } = readManifest(folder);
  const key = subpath === '' ? '.' : `./${subpath}`;
  if (exports !== undefined && exports !== null) {
    const path = target(entryIn(exports, key), CONDITIONS);
    return path === undefined ? undefined : existing([join(folder, path)]);
  }
  const named = subpath === '' ? [main, 'index'] : [subpath];
  const paths = named.filter((path) => typeof path === 'string').map((path) => join(folder, path));
  return existing(paths.flatMap((path) => [path, `${path}.js`, join(path, 'index.js')]));
}

/** What `import specifier` of an ES module leads to. */
export function importedFile(specifier: string, importer: string): string | undefined {
  if (!/^\.{0,2}\//.test(specifier)) return runtimeEntry(specifier, dirname(importer));
  return existing([fileURLToPath(new URL(specifier, pathToFileURL(importer)))]);
}

/** What `require(specifier)` of a CommonJS module leads to: Node's own answer. */
export function requiredFile(specifier: string, importer: string): string | undefined {
  const { resolve } = createRequire(importer);
  try {
    return existing([resolve(specifier)]);
  } catch {
    return undefined; // not installed, or not exported: nothing is known about it
  }
}

function existing(paths: readonly string[]): string | undefined {
  const found = paths.find((path) => /\.[cm]?js$/.test(path) && isFile(path));
  return found === undefined ? undefined : realpathSync(found);
}
