// Says so where a default, an example, a pattern or a tag cannot be what it says, in code that can be mended.
import type { Json } from '../../../model/schema.js';
import type { Finding } from '../reading.js';
import type { Walk } from '../types/walk.js';
import type { Misfit, What } from './notes.js';

export function misfits({ subject, node, findings }: Walk): Misfit {
  return (what, value, why) => {
    if (node.getSourceFile().isDeclarationFile) return;
    findings.push({ ...invalid(what, value, subject, why), node });
  };
}

/** The warning about one of them; `why` goes on from its name. */
export function invalid(
  what: What,
  value: Json,
  subject: string,
  why: string = WRONG[what],
): Finding {
  return {
    code: `${what}.invalid`,
    severity: 'warning',
    message: `the ${what} ${JSON.stringify(value)} of ${subject} ${why}, so it is left out`,
    hint: `mend the ${what}${WAYS[what]}`,
  };
}

const UNFIT = 'does not fit its own type';
const WRONG = {
  default: UNFIT,
  example: UNFIT,
  pattern: 'is no regular expression',
  tag: 'says nothing here',
} as const;
const TYPED = ', or the type and tags that refuse it';
const WAYS = { default: TYPED, example: TYPED, pattern: '', tag: ' or take it away' } as const;
