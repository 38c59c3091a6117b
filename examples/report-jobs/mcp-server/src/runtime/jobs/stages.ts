// Progress as a job reports it, in the words and whole numbers that its status shows.
import type { Progress } from './store.ts';

const LONGEST = 500;

/** Undefined for what is no progress, such as NaN. */
export function stagesOf(done: number, total?: number, message?: string): Progress | undefined {
  if (!isAmount(done)) return undefined;
  const known = total !== undefined && isAmount(total) && total > 0;
  // A fraction of 1 says nothing in whole stages: it is read as percent.
  const isFraction = !Number.isInteger(done) && (!known || total <= 1);
  const factor = isFraction ? 100 / (known ? total : 1) : 1;
  const stage = Math.floor(done * factor);
  const stated = isFraction ? 100 : known ? Math.ceil(total) : 0;
  const totalStages = Math.max(stage, stated, 1);
  const label = stated > 0 ? `[${stage}/${totalStages}]` : `[${stage}]`;
  return { stage, totalStages, message: [label, ...wordsOf(message)].join(' ') };
}

function isAmount(value: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER / 100;
}

/** On one line: a store takes no NUL, a status no line breaks. */
function wordsOf(message: unknown): string[] {
  if (typeof message !== 'string') return [];
  const line = message
    .slice(0, LONGEST)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return line === '' ? [] : [line];
}
