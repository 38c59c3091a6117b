// Finds the file that describes an installed package's exports: its declarations, else its JavaScript.
import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { WrapError } from '../errors.js';
import {
  entryIn,
  installed,
  isFile,
  readManifest,
  splitSpecifier,
  target,
} from './package-json.js';
import { javaScriptOf } from './runtime-entry.js';

const NAME = /^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(\/[\w.~/-]+)?$/i;

export function isPackageName(text: string): boolean {
  return NAME.test(text);
}

/**
 * The absolute path of `name`'s declarations (or JavaScript), seen from the folder `cwd`; subpaths too.
 * Throws `source.not-found` or `source.kind`.
 */
export function locatePackage(name: string, cwd: string): string {
  if (isBuiltin(name)) {
    throw new WrapError('source.kind', `${name} is a part of Node, not an installed package`, {
      hint: 'write a module that exports the functions you want and wrap that',
    });
  }
  const { id, subpath } = splitSpecifier(name);
  const folder = isPackageName(name) ? installed(id, cwd) : undefined;
  if (folder === undefined) {
    throw new WrapError('source.not-found', `the package ${id} is not installed in ${cwd}`, {
      hint: `npm install ${id}, or check the name`,
    });
  }
  const entry =
    entryOf(folder, subpath) ??
    typesPackageEntry(id, subpath, cwd) ??
    javaScriptOf(folder, subpath);
  if (entry === undefined) {
    throw new WrapError('source.kind', `${name} has no declarations and no JavaScript entry`, {
      hint: `looked in ${folder}; write a module that imports what you need and wrap that`,
    });
  }
  return realpathSync(entry);
}

function entryOf(folder: string, subpath: string): string | undefined {
  const manifest = readManifest(folder);
  const key = subpath === '' ? '.' : `./${subpath}`;
  const exported = target(entryIn(manifest.exports, key), [
    'types',
    'import',
    'require',
    'default',
  ]);
  const named = subpath === '' ? [manifest.types, manifest.typings, manifest.main] : [subpath];
  return [exported, ...named, subpath === '' ? 'index' : join(subpath, 'index')]
    .filter((path) => typeof path === 'string')
    .flatMap((path) => declarationsOf(join(folder, path)))
    .find(isFile);
}

/** Where the declarations of a JavaScript file stand: beside it. */
function declarationsOf(path: string): string[] {
  if (/\.d\.[cm]?ts$/.test(path)) return [path];
  const stem = path.replace(/\.[cm]?js$/, '');
  const extension = /\.([cm])js$/.exec(path)?.[1] ?? '';
  return [`${stem}.d.${extension}ts`, `${stem}.d.ts`, join(path, 'index.d.ts')];
}

function typesPackageEntry(id: string, subpath: string, cwd: string): string | undefined {
  const folder = installed(`@types/${id.replace(/^@/, '').replace('/', '__')}`, cwd);
  return folder === undefined ? undefined : entryOf(folder, subpath);
}
