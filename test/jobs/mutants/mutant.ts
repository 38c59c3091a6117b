// A guard of a store, taken out: a case of the suite has to notice.
import type { Mutation } from '../bundle.ts';

export interface Mutant extends Mutation {
  /** What the store then does without. */
  readonly guard: string;
  /** The class of cases that notices. */
  readonly group: string;
}

/** The mutants of one source file that one class of cases notices: guard by guard, what stands there and what then does. */
export function mutantsOf(
  file: string,
  group: string,
  guards: Readonly<Record<string, readonly [from: string, to: string]>>,
): readonly Mutant[] {
  return Object.entries(guards).map(([guard, [from, to]]) => ({ file, group, guard, from, to }));
}
