// What travels down one conversion of a type, and what comes back when there is no JSON form.
import type { ts } from 'ts-morph';
import type { SchemaNode } from '../../../model/schema.js';
import type { Finding, Reading } from '../reading.js';

/** One conversion: the types on the way, what was learned, and which way values travel. */
export interface Walk {
  readonly reading: Reading;
  /** `in`: JSON to value, must be callable; `out`: value to JSON, must never lose the tool. */
  readonly direction: 'in' | 'out';
  readonly state: WalkState;
  readonly names: Map<ts.Type, string>;
  readonly recursive: Set<ts.Type>;
  readonly stack: ts.Type[];
  readonly findings: Finding[];
  /** What is being described, for messages: `parameter limit`. */
  readonly subject: string;
  readonly node: ts.Node;
}

/** What changes on the way. */
interface WalkState {
  /** Recursive types met, by name; restored when the branch that made them is given up. */
  definitions: ReadonlyMap<string, SchemaNode>;
  /** Types still allowed before a schema counts as too large. */
  budget: number;
  /** Set when a type parameter had nothing to say. */
  degraded: boolean;
}

/** Why a type has no JSON form. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
  readonly hint?: string;
  readonly unresolved?: true;
  /** Code of the error that it is, where the user asked for something that is not there. */
  readonly error?: string;
}

export type Outcome = SchemaNode | Refusal;

const BUDGET = 1500;

export function startWalk(
  reading: Reading,
  direction: Walk['direction'],
  subject: string,
  node: ts.Node,
  names: Map<ts.Type, string> = new Map(),
): Walk {
  return {
    reading,
    direction,
    state: { definitions: new Map(), budget: BUDGET, degraded: false },
    names,
    recursive: new Set(),
    stack: [],
    findings: [],
    subject,
    node,
  };
}

export function refuse(reason: string, hint?: string): Refusal {
  return { kind: 'refused', reason, ...(hint === undefined ? {} : { hint }) };
}

/** Any value; for outputs also what cannot be described. */
export const UNKNOWN: SchemaNode = { kind: 'unknown' };
export const ANY_OBJECT: SchemaNode = { kind: 'unknown', objectOnly: true };

export const PLAIN_DATA = 'export a wrapper that takes and returns plain data';

/** A type that nothing declares: somebody's mistake, or that of a package which is too large to read. */
export function unresolvedFinding({
  reading,
  subject,
  direction,
  node,
}: Walk): Finding & { hint: string } {
  const isHuge = reading.leftOut.some(({ huge }) => huge);
  const served = direction === 'out' ? ', so it is published as it comes' : '';
  return {
    code: 'type.unresolved',
    severity: isHuge ? 'warning' : 'error',
    message: `the type of ${subject} cannot be found${served}`,
    hint: isHuge ? 'give it a type of your own' : UNRESOLVED,
    node,
  };
}

const UNRESOLVED =
  'check the import it comes from; the package may not be installed or may have no types';
