// A function's overloads as one tool: its signatures in turn, and words for what fits none.
import type { z } from 'zod';
import type { Tool } from './tool.ts';

type Issues = readonly z.core.$ZodIssue[];

/** Calls by the first signature that the arguments fit; else says what the nearest one misses. */
export function overloads(first: Tool, ...others: readonly Tool[]): Tool {
  return {
    ...first,
    async prepare(args) {
      const failures: Issues[] = [];
      for (const signature of [first, ...others]) {
        const prepared = await signature.prepare(args);
        if ('run' in prepared) return prepared;
        failures.push(prepared.issues);
      }
      return { issues: nearest(failures, args) };
    },
  };
}

/** The fewest complaints; where several signatures want something else of one place, all that they want. */
function nearest(failures: readonly Issues[], input: unknown): Issues {
  const fewest = Math.min(...failures.map(weight));
  const [best = [], ...equals] = failures.filter((issues) => weight(issues) === fewest);
  const [issue] = best;
  if (issue === undefined || best.length > 1) return best;
  const path = JSON.stringify(issue.path);
  const same = [best, ...equals].flat().filter((each) => JSON.stringify(each.path) === path);
  if (same.length === 1) return best;
  const errors = same.map((each) => [{ ...each, path: [] }]);
  return [{ code: 'invalid_union', path: issue.path, message: 'Invalid input', errors, input }];
}

/** How much would have to change; a property that it does not know speaks most against a signature. */
function weight(issues: Issues): number {
  const weights = issues.map((each) =>
    each.code === 'unrecognized_keys' ? 2 * each.keys.length : 1,
  );
  return weights.reduce((sum, each) => sum + each, 0);
}
