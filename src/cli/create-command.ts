// create-mcp-server: a new project, from nothing or around a source.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXIT } from '../errors.js';
import type { Context } from './context.js';
import { deliver } from './deliver.js';
import { guarded } from './failure.js';
import { parseCreate } from './flags.js';
import type { Parts } from './parts.js';
import { prepare } from './prepare.js';
import { createTarget } from './target.js';

/** @returns the exit code */
export function createCommand(context: Context, parts: Parts): Promise<number> {
  return guarded(context, async () => {
    const parsed = parseCreate(context);
    if (!parsed) return EXIT.ok;
    const { flags } = parsed;
    const target = await createTarget(context, parts, parsed);
    const { fresh, starter, out } = target;
    const startsRepository = flags.git && fresh && starter && !isInRepository(out);
    const session = { context, parts, flags, target, startsRepository };
    return deliver(session, await prepare(session));
  });
}

/** `.git` is a folder, or a file in worktrees and submodules. */
function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInRepository(parent);
}
