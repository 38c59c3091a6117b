// Which folder a project goes into, and what stands there already.
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { WrapError } from '../errors.js';
import type { SourceRef } from '../model/module.js';
import type { Context } from './context.js';
import type { Parts } from './parts.js';

/** The server's folder beside the source's package.json. */
export const DEFAULT_OUT = 'mcp-server';

/** Written by every generation: where it stands, the folder is ours. */
export function isOurs(folder: string): boolean {
  return existsSync(join(folder, '.mcp', 'manifest.json'));
}

/** Where create-mcp-server puts the project; a person is asked when nothing says it. */
export async function createFolder(
  context: Context,
  parts: Parts,
  operand: string | undefined,
  named: SourceRef | undefined,
): Promise<string> {
  const { cwd } = context;
  if (operand !== undefined) return resolve(cwd, operand);
  if (named) return join(named.packageDir, DEFAULT_OUT);
  const here = standingIn(cwd);
  if (here.length === 0 || isOurs(cwd)) return cwd;
  if (!context.interactive) throw notEmpty(cwd, here);
  const prompter = await parts.prompter(context);
  const folder = await prompter.input({
    message: 'Folder of the new project:',
    proposal: DEFAULT_OUT,
    check: (text) => (text === '' ? 'Name a folder.' : undefined),
  });
  return resolve(cwd, folder);
}

/** Files that say nothing of whose folder it is. */
const UNIMPORTANT = new Set(['.git', '.DS_Store', 'Thumbs.db']);

/** @throws WrapError `out.file` */
export function standingIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) {
    throw new WrapError('out.file', `${folder} is not a folder`, { hint: 'name another folder' });
  }
  return readdirSync(folder)
    .filter((name) => !UNIMPORTANT.has(name))
    .sort();
}

export function notEmpty(folder: string, standing: readonly string[]): WrapError {
  const shown = standing.slice(0, 8).join(', ');
  const more = standing.length > 8 ? ` and ${standing.length - 8} more` : '';
  return new WrapError('out.foreign', `${folder} is not empty; it holds ${shown}${more}`, {
    hint: 'name a new folder: create-mcp-server <dir> (--force writes beside what is there)',
  });
}

/** Resolves links in the part of a path that exists, as sources are resolved too. */
export function realFolder(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realFolder(parent), basename(path));
}

/** The root of the git repository that holds a folder; `.git` is a file in worktrees and submodules. */
export function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
