// What --diff shows: the changes as a unified diff, one section a file.
import type { Change } from './file-tree.js';

/** Unified diff of every change that has one; empty when nothing would change. */
export async function diffText(changes: readonly Change[]): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return changes
    .filter(({ kind }) => kind !== 'identical')
    .filter(({ kind, after }) => kind === 'delete' || after !== undefined)
    .map(({ path, kind, before, after }) =>
      createTwoFilesPatch(
        before === undefined ? '/dev/null' : `a/${path}`,
        after === undefined ? '/dev/null' : `b/${path}`,
        before ?? '',
        after ?? '',
        undefined,
        kind === 'edited' || kind === 'conflict' ? `(kept: ${kind})` : undefined,
        { context: 3 },
      ).replace(/^=+\n/, ''),
    )
    .join('');
}
