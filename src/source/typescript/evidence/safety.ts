// Proposes what should stay private: evidence from the function's own code.
import type { ToolModel } from '../../../model/module.js';
import type { Candidate } from '../exports/exports.js';
import type { Reading } from '../reading.js';
import { said } from './hints.js';
import { dangerousPackage } from './known-modules.js';
import type { Body } from './search.js';
import { isDestructive } from './verbs.js';

/** Whether the tool is proposed in, and why; each reason against names the flag that brings it in. */
export function proposalOf(
  { ref }: Reading,
  candidate: Candidate,
  name: string,
  { evidence }: Body,
): ToolModel['proposal'] {
  const whole = ref.packageName === undefined ? undefined : dangerousPackage(ref.packageName);
  const dangers = evidence.filter(({ danger }) => danger === 'always');
  const destroys = isDestructive(candidate.export)
    ? evidence.filter(({ danger }) => danger === 'by-name')
    : [];
  const against = [...(whole === undefined ? [] : [whole]), ...[...dangers, ...destroys].map(said)];
  const notes = evidence.filter(({ danger }) => danger === 'never').map(said);
  return against.length === 0
    ? { include: true, reasons: distinct(notes) }
    : {
        include: false,
        reasons: [...distinct(against), `include it with --include-dangerous ${name}`],
      };
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
