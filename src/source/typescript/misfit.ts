// Says so where a default or an example breaks its own type, or a pattern is none, in code that can be mended.
import type { Misfit } from './notes.js';
import type { Walk } from './walk.js';

export function misfits({ subject, node, findings }: Walk): Misfit {
  return (what, value) => {
    if (node.getSourceFile().isDeclarationFile) return;
    findings.push({
      code: `${what}.invalid`,
      severity: 'warning',
      message: `the ${what} ${JSON.stringify(value)} of ${subject} ${WRONG[what]}, so it is left out`,
      hint: `mend the ${what}${what === 'pattern' ? '' : ', or the type and tags that refuse it'}`,
      node,
    });
  };
}

const UNFIT = 'does not fit its own type';
const WRONG = { default: UNFIT, example: UNFIT, pattern: 'is no regular expression' } as const;
