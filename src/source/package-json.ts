// What an installed package says about itself: where it lies, its package.json, the targets of its exports.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A parsed package.json. */
export type Manifest = { readonly [key: string]: unknown };

/** The package and the subpath that a bare specifier names; the subpath is empty for the package itself. */
export function splitSpecifier(name: string): { id: string; subpath: string } {
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  return { id: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') };
}

/** The folder of the package `id` as seen from `folder`; undefined when it is not installed. */
export function installed(id: string, folder: string): string | undefined {
  const candidate = join(folder, 'node_modules', id);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : installed(id, parent);
}

export function readManifest(folder: string): Manifest {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return isRecord(parsed) ? parsed : {};
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the `exports` of a package.json give for `key` (`.`, `./sub`): a target, conditions, or undefined. */
export function entryIn(exports: unknown, key: string): unknown {
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
export function target(value: unknown, conditions: readonly string[]): string | undefined {
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

export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
