// Finds the module or installed package that a source specifier names.
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { WrapError } from '../errors.js';
import type { SourceRef } from '../model/module.js';
import { isPackageName, locatePackage } from './locate-package.js';
import { lockfileIn } from './lockfile.js';
import { workspaceOf } from './workspace.js';

const MODULE = /\.(?:[cm]?[jt]s|tsx)$/;
const KINDS_HINT = 'give a .ts .tsx .mts .cts .js .mjs .cjs or .d.ts file, or npm:<package>';

/**
 * Finds what `specifier` names, seen from the folder `cwd`: a module's path, `npm:<name>`, or a bare
 * name that resolves from cwd. Throws `source.not-found` or `source.kind`.
 */
export function locateSource(specifier: string, cwd: string): SourceRef {
  const path = resolve(cwd, specifier);
  if (specifier === 'npm:') {
    throw new WrapError('source.kind', 'npm: names no package', { hint: 'npm:<package>' });
  }
  if (specifier.startsWith('npm:')) return packageSource(specifier, specifier.slice(4), cwd);
  if (existsSync(path)) return moduleSource(specifier, path);
  if (isPackageName(specifier) && !MODULE.test(specifier)) {
    return packageSource(specifier, specifier, cwd);
  }
  throw new WrapError('source.not-found', `there is no module at ${path}`, { hint: nearby(path) });
}

function moduleSource(specifier: string, path: string): SourceRef {
  if (!statSync(path).isFile()) {
    throw new WrapError('source.kind', `${path} is not a file`, { hint: KINDS_HINT });
  }
  if (!MODULE.test(path)) {
    throw new WrapError('source.kind', `${basename(path)} is no TypeScript or JavaScript module`, {
      hint: KINDS_HINT,
    });
  }
  const entry = realpathSync(path);
  const folder = dirname(entry);
  const tsconfig = findUp('tsconfig.json', folder);
  const packageDir = folderOf(findUp('package.json', folder)) ?? folder;
  return {
    kind: 'typescript',
    specifier,
    entry,
    packageDir,
    ...(tsconfig === undefined ? {} : { tsconfig }),
    ...installationOf(packageDir),
  };
}

function packageSource(specifier: string, name: string, cwd: string): SourceRef {
  const entry = locatePackage(name, cwd);
  const packageDir = realpathSync(folderOf(findUp('package.json', cwd)) ?? cwd);
  const tsconfig = join(packageDir, 'tsconfig.json');
  return {
    kind: 'typescript',
    specifier,
    entry,
    packageDir,
    packageName: name,
    ...(existsSync(tsconfig) ? { tsconfig } : {}),
    ...installationOf(packageDir),
  };
}

/** What a package is installed by: its own lockfile, or the workspace that it is a member of. */
function installationOf(packageDir: string): Pick<SourceRef, 'lockfile' | 'workspace'> {
  const lockfile = lockfileIn(packageDir);
  const workspace = workspaceOf(packageDir);
  return { ...(lockfile && { lockfile }), ...(workspace && { workspace }) };
}

function findUp(name: string, folder: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findUp(name, parent);
}

function folderOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : dirname(path);
}

/** Says which files stand where the missing one was looked for, the most similar first. */
function nearby(path: string): string {
  const folder = dirname(path);
  if (!existsSync(folder)) return `the folder ${folder} does not exist either`;
  const wanted = basename(path);
  const near = readdirSync(folder)
    .filter((name) => MODULE.test(name))
    .sort((a, b) => distance(a, wanted) - distance(b, wanted))
    .slice(0, 3);
  return near.length === 0 ? KINDS_HINT : `near it: ${near.join(', ')}`;
}
