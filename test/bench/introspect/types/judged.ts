// What the compiler says of each value of each type.
import type { Json } from '../../../../src/model/schema.js';
import { accepted, type Question } from './compiler.js';
import type { Subject } from './module.js';
import { MOST, type Mode } from './spec.js';

/**
 * - `accept`, `refuse`: by the compiler; these two are what agreement is counted over.
 * - `loose`: accepted only because the compiler lets pass, in a union without a tag, what another member
 *   declares. Published schemas are unions of closed objects, which do not.
 * - `lenient`: in a form that is taken, but not announced (a date without time, epoch milliseconds, a whole
 *   number for a bigint).
 * - `tail`: refused only for the order or number of what follows a tuple's rest. The schema accepts it.
 * - `rule`: refused by a rule where the compiler means more than JSON objects (`object`, `{}`, number keys).
 * - `unjudged`: too many readings.
 */
export type Expected = 'accept' | 'refuse' | 'loose' | 'lenient' | 'tail' | 'rule' | 'unjudged';

export interface Value {
  readonly subject: Subject;
  readonly json: Json;
}

export interface Judged extends Value {
  readonly expected: Expected;
}

const MODES: readonly Mode[] = ['closed', 'loose', 'lenient', 'published'];

/** Asks the compiler about all values at once. */
export function judge(module: string, values: readonly Value[]): readonly Judged[] {
  const questions: Question[] = [];
  const asked = values.map(({ subject, json }) => {
    const { name, spec } = subject.type;
    return MODES.map((mode) => {
      const expressions = spec.decode(json, mode);
      const isAsked = expressions.length <= MOST;
      const from = questions.length;
      if (isAsked) questions.push(...expressions.map((expression) => ({ type: name, expression })));
      return { from, count: expressions.length, isAsked };
    });
  });
  const answers = accepted(module, questions);
  return values.map((value, index) => {
    const found = (asked[index] ?? []).map(({ from, count, isAsked }) =>
      isAsked ? answers.slice(from, from + count).includes(true) : undefined,
    );
    const isRuled = asked[index]?.[0]?.count === 0;
    return { ...value, expected: expectation(found, isRuled) };
  });
}

function expectation(found: readonly (boolean | undefined)[], isRuled: boolean): Expected {
  const [closed, loose, lenient, published] = found;
  if (closed === true) return 'accept';
  if (closed === undefined) return 'unjudged';
  if (loose !== false) return loose === true ? 'loose' : 'unjudged';
  if (lenient !== false) return lenient === true ? 'lenient' : 'unjudged';
  if (published !== false) return published === true ? 'tail' : 'unjudged';
  return isRuled ? 'rule' : 'refuse';
}
