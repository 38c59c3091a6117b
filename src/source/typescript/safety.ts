// Proposes what should stay private: evidence from the function's own code.
import type { ToolModel } from '../../model/module.js';
import { evidenceOf } from './evidence.js';
import type { Candidate } from './exports.js';
import type { Reading } from './reading.js';

const DESTRUCTIVE = new Set(
  'delete drop remove purge truncate wipe destroy erase reset kill revoke unlink clear'.split(' '),
);

/** Whether the tool is proposed in, and why; each reason against names the flag that brings it in. */
export function proposalOf(
  reading: Reading,
  candidate: Candidate,
  name: string,
): ToolModel['proposal'] {
  const evidence = evidenceOf(reading, candidate);
  const dangers = evidence.filter(({ danger }) => danger === 'always');
  const destroys = DESTRUCTIVE.has(verbOf(candidate.export))
    ? evidence.filter(({ danger }) => danger === 'by-name')
    : [];
  const against = [...dangers, ...destroys].map(({ words }) => words);
  const notes = evidence.filter(({ danger }) => danger === 'never').map(({ words }) => words);
  return against.length === 0
    ? { include: true, reasons: distinct(notes) }
    : {
        include: false,
        reasons: [...distinct(against), `include it with --include-dangerous ${name}`],
      };
}

/** `remove` of `Store.removeAll`, `remove_all` and `remove`; not of `removed`. */
function verbOf(path: string): string {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return /^[A-Za-z][a-z]*/.exec(name)?.[0].toLowerCase() ?? '';
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
