// Annotations: what a tag says, else what the code proves; each with its reason.
import type { Annotations } from '../../../model/module.js';
import { type Doc, tagOf } from '../docs/doc.js';
import { consistentDoc } from '../docs/function-tags.js';
import type { Body, Evidence } from './search.js';
import { isDestructive, verbsOf } from './verbs.js';

export interface Hints {
  readonly annotations: Annotations;
  /** `readOnly: it reads files at fixed paths with readFileSync (lib.ts:12)` */
  readonly reasons: readonly string[];
}

type Hint = keyof Annotations;
interface Claim {
  readonly hint: Hint;
  readonly value: boolean;
  readonly why: string;
}

const TAGS: readonly (readonly [Hint, boolean, readonly string[]])[] = [
  ['readOnlyHint', true, ['readOnly', 'query']],
  ['destructiveHint', true, ['destructive']],
  ['idempotentHint', true, ['idempotent']],
  ['openWorldHint', true, ['openWorld']],
  ['openWorldHint', false, ['closedWorld']],
];

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** A hint is set by a tag, or by strong evidence from code that is known; else it stays unsaid. */
export function hintsOf(doc: Doc, path: string, body: Body): Hints {
  const told = consistentDoc(doc);
  const tagged = TAGS.flatMap(([hint, value, tags]): Claim[] =>
    tagOf(told, ...tags) === undefined ? [] : [{ hint, value, why: `@${tags[0]}` }],
  );
  const proven = body.known ? consistent(claims(path, body.evidence), tagged) : [];
  const claimed = [
    ...tagged,
    ...proven.filter((one) => !tagged.some(({ hint }) => hint === one.hint)),
  ];
  return {
    annotations: Object.fromEntries(
      HINTS.flatMap((name) => claimed.filter(({ hint }) => hint === name)).map((claim) => [
        claim.hint,
        claim.value,
      ]),
    ),
    reasons: grouped(claimed),
  };
}

/** One line per reason: `readOnly, idempotent: it only computes`. */
function grouped(claims: readonly Claim[]): string[] {
  const reasons = [...new Set(claims.map(({ why }) => why))];
  return reasons.map((reason) => {
    const hints = claims
      .filter(({ why }) => why === reason)
      .map(({ hint, value }) => `${value ? '' : 'not '}${hint.replace('Hint', '')}`);
    return `${hints.join(', ')}: ${reason}`;
  });
}

/** What a tag says is not contradicted: what is read-only destroys nothing, and the reverse. */
function consistent(proven: readonly Claim[], tagged: readonly Claim[]): readonly Claim[] {
  const says = (hint: Hint) => tagged.some((claim) => claim.hint === hint && claim.value);
  return proven.filter(
    ({ hint, value }) =>
      !(hint === 'destructiveHint' && value && says('readOnlyHint')) &&
      !(hint === 'readOnlyHint' && says('destructiveHint')) &&
      !(hint === 'destructiveHint' && !value && says('destructiveHint')),
  );
}

function claims(path: string, evidence: readonly Evidence[]): Claim[] {
  const doing = evidence.filter(({ effect }) => effect !== 'chance' && effect !== 'slow');
  const chance = evidence.find(({ effect }) => effect === 'chance');
  if (doing.length === 0) return pure(chance);
  return [...readOnly(path, doing), ...destructive(path, doing), ...world(doing)];
}

function pure(chance: Evidence | undefined): Claim[] {
  const why = 'it only computes';
  return [
    { hint: 'readOnlyHint', value: true, why },
    { hint: 'destructiveHint', value: false, why },
    ...(chance === undefined ? [{ hint: 'idempotentHint', value: true, why } as const] : []),
    { hint: 'openWorldHint', value: false, why },
  ];
}

const READING = new Set(
  'get list find search is has count parse format compute read load fetch lookup show describe query check'.split(
    ' ',
  ),
);

/** Only reads, and says so by its name. */
function readOnly(path: string, doing: readonly Evidence[]): Claim[] {
  const [first] = doing;
  const [verb = ''] = verbsOf(path);
  return first !== undefined && doing.every(({ reads }) => reads) && READING.has(verb)
    ? [{ hint: 'readOnlyHint', value: true, why: said(first) }]
    : [];
}

function destructive(path: string, doing: readonly Evidence[]): Claim[] {
  const found = doing.find(
    ({ effect, words }) =>
      (effect === 'delete' && !words.startsWith('it deletes data with')) || effect === 'process',
  );
  if (found !== undefined) return [{ hint: 'destructiveHint', value: true, why: said(found) }];
  return isDestructive(path) && doing.some(({ reads }) => !reads)
    ? [
        {
          hint: 'destructiveHint',
          value: true,
          why: 'its name says so, and its code changes things',
        },
      ]
    : [];
}

function world(doing: readonly Evidence[]): Claim[] {
  const outside = doing.find(({ effect }) => effect === 'network');
  if (outside !== undefined) return [{ hint: 'openWorldHint', value: true, why: said(outside) }];
  const closed = doing.every(({ effect }) => CLOSED.has(effect));
  return closed
    ? [{ hint: 'openWorldHint', value: false, why: 'it reaches no network and starts no process' }]
    : [];
}

const CLOSED = new Set<Evidence['effect']>(['read', 'write', 'delete', 'environment', 'state']);

export function said({ words, place }: Evidence): string {
  return `${words} (${place})`;
}
