// create-mcp-server: a new project, from nothing or around a source.
import { sep } from 'node:path';
import { EXIT } from '../errors.js';
import type { Context } from './context.js';
import { deliver } from './deliver.js';
import { guarded } from './failure.js';
import { parseCreate } from './flags.js';
import { repositoryOf } from './folder.js';
import type { Parts } from './parts.js';
import { prepare } from './prepare.js';
import { createTarget, type Target } from './target.js';

/** @returns the exit code */
export function createCommand(context: Context, parts: Parts): Promise<number> {
  return guarded(context, async () => {
    const parsed = parseCreate(context);
    if (!parsed) return EXIT.ok;
    const { flags } = parsed;
    const target = await createTarget(context, parts, parsed);
    const { fresh, out } = target;
    const startsRepository =
      flags.git && fresh && !isBeside(target) && repositoryOf(out) === undefined;
    const session = { context, parts, flags, target, startsRepository };
    return deliver(session, await prepare(session));
  });
}

/** A server inside the user's package belongs to whatever repository that package will be in. */
function isBeside({ starter, source, out }: Target): boolean {
  return !starter && out.startsWith(`${source.packageDir}${sep}`);
}
