// Finds the file that describes an installed package's exports: its declarations, else its JavaScript.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { WrapError } from '../errors.js';

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
  const { id, subpath } = split(name);
  const folder = isPackageName(name) ? installed(id, cwd) : undefined;
  if (folder === undefined) {
    throw new WrapError('source.not-found', `the package ${id} is not installed in ${cwd}`, {
      hint: `npm install ${id}, or check the name`,
    });
  }
  const entry = entryOf(folder, subpath) ?? typesPackageEntry(id, subpath, cwd) ?? main(folder);
  if (entry === undefined) {
    throw new WrapError('source.kind', `${name} has no declarations and no JavaScript entry`, {
      hint: `looked in ${folder}; write a module that imports what you need and wrap that`,
    });
  }
  return realpathSync(entry);
}

function split(name: string): { id: string; subpath: string } {
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  return { id: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') };
}

function installed(id: string, folder: string): string | undefined {
  const candidate = join(folder, 'node_modules', id);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : installed(id, parent);
}

type Manifest = { readonly [key: string]: unknown };

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

function readManifest(folder: string): Manifest {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return isRecord(parsed) ? parsed : {};
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entryIn(exports: unknown, key: string): unknown {
  if (!isRecord(exports)) return key === '.' ? exports : undefined;
  const keyed = Object.keys(exports).some((name) => name.startsWith('.'));
  if (!keyed) return key === '.' ? exports : undefined;
  if (key in exports) return exports[key];
  const pattern = Object.keys(exports).find((name) => matches(name, key));
  return pattern === undefined ? undefined : filled(exports[pattern], pattern, key);
}

function matches(pattern: string, key: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after !== undefined && key.startsWith(before) && key.endsWith(after);
}

/** The target of a pattern such as `./*` with the star's text filled in. */
function filled(value: unknown, pattern: string, key: string): unknown {
  const [before = '', after = ''] = pattern.split('*');
  const star = key.slice(before.length, key.length - after.length);
  return JSON.parse(JSON.stringify(value).replaceAll('*', star));
}

/** The first string under the wanted conditions, in the order the package lists them. */
function target(value: unknown, conditions: readonly string[]): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    return value.map((item) => target(item, conditions)).find((path) => path !== undefined);
  }
  if (!isRecord(value)) return undefined;
  return Object.keys(value)
    .filter((condition) => conditions.includes(condition))
    .map((condition) => target(value[condition], conditions))
    .find((path) => path !== undefined);
}

/** Where the declarations of a JavaScript file stand: beside it. */
function declarationsOf(path: string): string[] {
  if (/\.d\.[cm]?ts$/.test(path)) return [path];
  const stem = path.replace(/\.[cm]?js$/, '');
  const extension = /\.([cm])js$/.exec(path)?.[1] ?? '';
  return [`${stem}.d.${extension}ts`, `${stem}.d.ts`, join(path, 'index.d.ts')];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function typesPackageEntry(id: string, subpath: string, cwd: string): string | undefined {
  const folder = installed(`@types/${id.replace(/^@/, '').replace('/', '__')}`, cwd);
  return folder === undefined ? undefined : entryOf(folder, subpath);
}

/** The JavaScript of a package without declarations: its JSDoc types are read instead. */
function main(folder: string): string | undefined {
  const manifest = readManifest(folder);
  return [
    target(entryIn(manifest.exports, '.'), ['import', 'require', 'default']),
    manifest.module,
    manifest.main,
    'index',
  ]
    .filter((path) => typeof path === 'string')
    .flatMap((path) => [path, `${path}.js`, join(path, 'index.js')])
    .map((path) => join(folder, path))
    .find((path) => /\.[cm]?js$/.test(path) && isFile(path));
}
