// Says so where a default or an example breaks its own type, in code that can be mended.
import type { Misfit } from './notes.js';
import type { Walk } from './walk.js';

export function misfits({ subject, node, findings }: Walk): Misfit {
  return (what, value) => {
    if (node.getSourceFile().isDeclarationFile) return;
    findings.push({
      code: `${what}.invalid`,
      severity: 'warning',
      message: `the ${what} ${JSON.stringify(value)} of ${subject} does not fit its own type, so it is left out`,
      hint: `mend the ${what}, or the type and tags that refuse it`,
      node,
    });
  };
}
