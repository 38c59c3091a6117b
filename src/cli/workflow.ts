// The CI workflow of a server that is not the root of its repository: written where --ci-file says, else shown.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { WrapError } from '../errors.js';
import type { Generated } from '../generate.js';
import type { Change } from '../tree/file-tree.js';
import { MANIFEST_PATH } from '../tree/manifest.js';
import type { Session } from './prepare.js';

export interface WorkflowFile {
  /** Absolute. */
  readonly folder: string;
  /** Its path is relative to `folder`. */
  readonly change: Change;
}

/**
 * What --ci-file asks to be written.
 * @throws WrapError `out.foreign` when another file stands there
 */
export function workflowFile(
  { context, flags }: Session,
  { workflow }: Generated,
): WorkflowFile | undefined {
  if (flags.ciFile === undefined) return undefined;
  const file = resolve(context.cwd, flags.ciFile);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before !== undefined && before !== workflow && !flags.force) {
    throw new WrapError('out.foreign', `${file} holds another workflow`, {
      hint: 'give --ci-file another name, or overwrite it with --force',
    });
  }
  const kind = before === undefined ? 'create' : before === workflow ? 'identical' : 'update';
  const change: Change = {
    path: basename(file),
    kind,
    ownership: 'seed',
    ...(before !== undefined && { before }),
    after: workflow,
  };
  return { folder: dirname(file), change };
}

/** For whoever has just made a server inside a repository; empty when CI has its file already. */
export function workflowText({ flags }: Session, { plan, changes, workflow }: Generated): string {
  const isFirst = changes.some(({ path, kind }) => path === MANIFEST_PATH && kind === 'create');
  if (!isFirst || flags.ciFile !== undefined || plan.layout.fromRepository === '.') return '';
  const where = `.github/workflows/${basename(plan.layout.fromRepository)}.yml`;
  return `\nCI: put this into ${where} of the repository, or give --ci-file <path>:\n\n${workflow}`;
}
