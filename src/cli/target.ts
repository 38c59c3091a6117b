// What a command is about: the source, the project's folder, and what its config says already.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findConfig, loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { SourceRef } from '../model/module.js';
import type { Context } from './context.js';
import type { CreateFlags, WrapFlags } from './flags.js';
import { createFolder, DEFAULT_OUT, isOurs, notEmpty, realFolder, standingIn } from './folder.js';
import { checkFolderName, deriveName } from './name.js';
import type { Parts } from './parts.js';

export interface Target {
  /** Absolute, links resolved as far as it exists. */
  readonly out: string;
  readonly source: SourceRef;
  /** The project brings its own src/lib.ts. */
  readonly starter: boolean;
  /** What mcp.config.json says, when there is one. */
  readonly config: Config | undefined;
  /** Nothing stood in the folder before. */
  readonly fresh: boolean;
}

const STARTER_SOURCE = './src/lib.ts';

/** mcp-wrap: a source, or the config of a project made before. */
export async function wrapTarget(
  { cwd }: Context,
  parts: Parts,
  { flags, operand }: { readonly flags: WrapFlags; readonly operand: string | undefined },
): Promise<Target> {
  const named = operand === undefined ? undefined : await parts.locateSource(operand, cwd);
  const fallback = named ? [join(named.packageDir, DEFAULT_OUT)] : [cwd, join(cwd, DEFAULT_OUT)];
  const folders = flags.out === undefined ? fallback : [resolve(cwd, flags.out)];
  const configFile = flags.config ? resolve(cwd, flags.config) : findConfig(folders);
  const config = configFile === undefined ? undefined : await loadConfig(configFile);
  if (named) {
    const out = realFolder(folders[0] ?? cwd);
    return targetOf({ out, source: named, config });
  }
  if (!config || configFile === undefined) throw noSource(flags);
  const home = dirname(configFile);
  const out = realFolder(flags.out === undefined ? home : resolve(cwd, flags.out));
  return targetOf({ out, source: await sourceOf(config, home, parts), config });
}

function noSource({ check }: WrapFlags): WrapError {
  return check
    ? new WrapError('check.nothing', 'nothing was generated here yet', {
        hint: 'npx --package create-mcp-server mcp-wrap <source>',
      })
    : new WrapError('usage.flag', 'no source is named, and no mcp.config.json is here', {
        hint: 'mcp-wrap ./src/lib.ts, mcp-wrap npm:<name>, or --config <file>',
      });
}

/** A package is looked for outside of the project: its own node_modules are the server's, not the user's. */
function sourceOf(config: Config, home: string, parts: Parts): Promise<SourceRef> {
  const { source, installedIn = '..' } = config;
  return parts.locateSource(source, source.startsWith('npm:') ? resolve(home, installedIn) : home);
}

/** create-mcp-server: a folder that is empty, or ours; a starter, or the source of --from. */
export async function createTarget(
  context: Context,
  parts: Parts,
  { flags, operand }: { readonly flags: CreateFlags; readonly operand: string | undefined },
): Promise<Target> {
  const { cwd } = context;
  const named = flags.from === undefined ? undefined : await parts.locateSource(flags.from, cwd);
  const out = realFolder(await createFolder(context, parts, operand, named));
  checkFolderName(basename(out));
  const standing = standingIn(out);
  const ours = isOurs(out);
  if (standing.length > 0 && !ours && !flags.force) throw notEmpty(out, standing);
  const configFile = flags.config ? resolve(cwd, flags.config) : findConfig([out]);
  const config = configFile === undefined ? undefined : await loadConfig(configFile);
  if (named) return targetOf({ out, source: named, config });
  if (config && configFile !== undefined) {
    const source = await sourceOf(config, dirname(configFile), parts);
    return targetOf({ out, source, config });
  }
  return { out, source: starterSource(), starter: true, config, fresh: standing.length === 0 };
}

/** The starter is read where it stands in this package; the project gets a copy. */
function starterSource(): SourceRef {
  const packageDir = fileURLToPath(new URL('../../templates/starter', import.meta.url));
  return {
    kind: 'typescript',
    specifier: STARTER_SOURCE,
    entry: join(packageDir, 'src', 'lib.ts'),
    packageDir,
  };
}

function targetOf(known: Pick<Target, 'out' | 'source' | 'config'>): Target {
  const { out, source } = known;
  const ours = isOurs(out);
  if (!ours) refuseOwnFolder(out, source);
  const starter = ours && source.entry === join(out, 'src', 'lib.ts');
  return { ...known, starter, fresh: standingIn(out).length === 0 };
}

/** A package.json between the source and its own would take the source away from its package. */
function refuseOwnFolder(out: string, source: SourceRef): void {
  const hint = `the server is a package of its own: --out ${DEFAULT_OUT}`;
  if (out === source.packageDir) {
    throw new WrapError('out.foreign', `${out} is the folder of the source's own package`, {
      hint,
    });
  }
  const isInPackage = out.startsWith(`${source.packageDir}${sep}`);
  if (isInPackage && source.entry.startsWith(`${out}${sep}`)) {
    throw new WrapError('out.foreign', `${out} is the folder of the source itself`, { hint });
  }
}

/** How mcp.config.json names the source. */
export function sourceEntry({
  out,
  source,
  starter,
}: Target): Pick<Config, 'source' | 'installedIn'> {
  if (starter) return { source: STARTER_SOURCE };
  if (source.packageName === undefined) return { source: dotted(posixPath(out, source.entry)) };
  const installedIn = posixPath(out, source.packageDir);
  const isAbove = /^\.\.(\/\.\.)*$/.test(installedIn);
  return { source: `npm:${source.packageName}`, ...(!isAbove && { installedIn }) };
}

function posixPath(from: string, to: string): string {
  return relative(from, to).split(sep).join('/');
}

function dotted(path: string): string {
  return path.startsWith('.') ? path : `./${path}`;
}

/** A name for the server when nobody gives one: the package's, else the folder's. */
export function proposedName({ out, source, starter }: Target): string {
  if (starter) return deriveName(basename(out));
  if (source.packageName !== undefined) return deriveName(source.packageName);
  return deriveName(packageName(source.packageDir) ?? basename(source.packageDir));
}

/** Undefined too when the file is broken: the folder's name will do, and the package manager will complain. */
function packageName(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const named = typeof manifest === 'object' && manifest !== null && 'name' in manifest;
    return named && typeof manifest.name === 'string' ? manifest.name : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
