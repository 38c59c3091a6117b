// A plain call or a job: what a tag says, else what the code and the signature show.
import type { ToolModel } from '../../../model/module.js';
import { type Doc, tagOf } from '../docs/doc.js';
import type { Candidate } from '../exports/exports.js';
import type { Reading } from '../reading.js';
import { said } from './hints.js';
import type { Body, Evidence } from './search.js';
import { isLongWork } from './verbs.js';

export interface Mode extends Pick<ToolModel, 'mode' | 'modeBy'> {
  readonly reason?: string;
}

/** What a signature says. */
interface Signed extends Pick<ToolModel, 'params' | 'delivery'> {
  readonly doc: Doc;
}

const JOB = ['job', 'longRunning'];

/** JSDoc's own `@async` says only that a promise is returned, so it is no sign of a job. */
export function modeOf(
  reading: Reading,
  candidate: Candidate,
  signed: Signed,
  { evidence }: Body,
): Mode {
  const { doc } = signed;
  if (tagOf(doc, 'sync') !== undefined)
    return { mode: 'sync', modeBy: 'tag', reason: 'sync: @sync' };
  const tag = JOB.find((name) => tagOf(doc, name) !== undefined);
  if (tag !== undefined) return { mode: 'job', modeBy: 'tag', reason: `job: @${tag}` };
  const shown = bySignature(signed) ?? byCode(evidence) ?? byName(reading, candidate, evidence);
  if (shown !== undefined) return { mode: 'job', modeBy: 'evidence', reason: `job: ${shown}` };
  return isLongWork(candidate.export) && isAsync(reading, candidate)
    ? { mode: 'sync', reason: 'its name promises long work; if it takes long, mark it @job' }
    : { mode: 'sync' };
}

/** What is gone through or read to its end may go on for long; so may what reports, or can be cancelled. */
function bySignature({ params, delivery }: Signed): string | undefined {
  const kind = delivery?.kind ?? '';
  if (kind === 'items' || kind === 'last') return 'it gives its items one by one';
  if (kind === 'text' || kind === 'bytes') return 'it gives a stream';
  if (params.some(({ role }) => role === 'progress')) return 'it reports progress';
  return params.some(({ role }) => role === 'signal')
    ? 'it can be cancelled (AbortSignal)'
    : undefined;
}

/** Processes, requests in loops, known slow libraries, long waits. */
function byCode(evidence: readonly Evidence[]): string | undefined {
  const slow = evidence.find(
    ({ effect, looped, words }) =>
      effect === 'slow' ||
      (effect === 'process' && words.startsWith('it starts')) ||
      (effect === 'network' && looped),
  );
  if (slow === undefined) return undefined;
  return slow.effect === 'network' ? `${said(slow)}, in a loop` : said(slow);
}

/** The verb counts only together with a promise and something that takes time. */
function byName(
  reading: Reading,
  candidate: Candidate,
  evidence: readonly Evidence[],
): string | undefined {
  if (!isLongWork(candidate.export) || !isAsync(reading, candidate)) return undefined;
  const busy = evidence.find(({ effect }) => BUSY.has(effect));
  return busy === undefined ? undefined : `its name promises long work, and ${said(busy)}`;
}

const BUSY = new Set<Evidence['effect']>([
  'read',
  'write',
  'delete',
  'process',
  'network',
  'database',
]);

function isAsync({ checker }: Reading, { type }: Candidate): boolean {
  return type
    .getCallSignatures()
    .some(
      (signature) => checker.getReturnTypeOfSignature(signature).getProperty('then') !== undefined,
    );
}
