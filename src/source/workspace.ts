// Finds the workspace that a package is a member of, as npm, yarn, bun and pnpm write them.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isMember, type Workspace } from '../model/workspace.js';
import { lockfileIn } from './lockfile.js';
import { installed, type Manifest, readManifest } from './package-json.js';

/** The nearest folder above a package whose patterns name it; undefined where there is none. */
export function workspaceOf(packageDir: string): Workspace | undefined {
  if (!existsSync(join(packageDir, 'package.json'))) return undefined;
  for (let root = dirname(packageDir); ; root = dirname(root)) {
    const patterns = patternsIn(root);
    if (isMember(patterns, below(root, packageDir))) return workspaceAt(root, patterns, packageDir);
    if (root === dirname(root)) return undefined;
  }
}

function workspaceAt(root: string, patterns: readonly string[], packageDir: string): Workspace {
  const lockfile = lockfileIn(root);
  const [, ...needed] = membersNeeded(packageDir, root);
  return {
    root,
    patterns,
    needed: needed.sort(),
    tsconfigs: readdirSync(root).some((name) => /^tsconfig.*\.json$/.test(name)),
    ...(lockfile && { lockfile }),
  };
}

function patternsIn(root: string): readonly string[] {
  const pnpm = join(root, 'pnpm-workspace.yaml');
  if (existsSync(pnpm)) return listedIn(readFileSync(pnpm, 'utf8'));
  const { workspaces } = manifestOf(root);
  const list = isRecord(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

/** Of a folder that only happens to be above: one that cannot be read is no workspace, as it is to npm. */
function manifestOf(folder: string): Manifest {
  if (!existsSync(join(folder, 'package.json'))) return {};
  try {
    return readManifest(folder);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The items of `packages:` in a pnpm-workspace.yaml, one a line, as pnpm's documents write them. */
function listedIn(yaml: string): readonly string[] {
  const lines = yaml.split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages:\s*(#.*)?$/.test(line)) + 1;
  const end = lines.findIndex((line, at) => at >= start && !/^\s*([-#].*)?$/.test(line));
  const list = start === 0 ? [] : lines.slice(start, end < 0 ? undefined : end);
  return list.flatMap((line) => /^\s*-\s+(['"]?)(.*?)\1\s*(\s#.*)?$/.exec(line)?.[2] ?? []);
}

/** Links in node_modules that lead to folders of the workspace, and what those need in turn. */
function membersNeeded(
  folder: string,
  root: string,
  found = new Set([below(root, folder)]),
): Set<string> {
  const { dependencies, optionalDependencies, peerDependencies } = readManifest(folder);
  const names = [dependencies, optionalDependencies, peerDependencies].flatMap((each) =>
    isRecord(each) ? Object.keys(each) : [],
  );
  for (const name of names) {
    const link = installed(name, folder);
    const target = link === undefined ? root : realpathSync(link);
    const member = below(root, target);
    if (/^$|^\.\.|(^|\/)node_modules\//.test(member) || found.has(member)) continue;
    found.add(member);
    membersNeeded(target, root, found);
  }
  return found;
}

function below(root: string, folder: string): string {
  return relative(root, folder).split(sep).join('/');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
