// The tags that constrain values: what each is for, what it may say, and which say nothing.
import type { NumberNode, SchemaNode } from '../../../model/schema.js';
import { type Doc, type DocTag, tagOf } from './doc.js';

type Constrained = 'number' | 'string' | 'array';

interface Keyword {
  readonly of: Constrained;
  /** `must be a number`: what is said of a value that is not accepted. */
  readonly must: string;
  accepts(text: string): boolean;
}

const number = (of: Constrained, must: string, accepts: (value: number) => boolean): Keyword => ({
  of,
  must,
  accepts: (text) => text !== '' && accepts(Number(text)),
});
const BOUND = number('number', 'must be a number', Number.isFinite);
const STEP = number(
  'number',
  'must be a number above zero',
  (value) => value > 0 && Number.isFinite(value),
);
const count = (of: Constrained) =>
  number(of, 'must be a whole number, zero or more', (value) => {
    return Number.isSafeInteger(value) && value >= 0;
  });
/** It says all by being there, or is judged elsewhere. */
const free = (of: Constrained): Keyword => ({ of, must: '', accepts: () => true });

const NUMBERS = {
  minimum: BOUND,
  maximum: BOUND,
  exclusiveMinimum: BOUND,
  exclusiveMaximum: BOUND,
  multipleOf: STEP,
  minLength: count('string'),
  maxLength: count('string'),
  minItems: count('array'),
  maxItems: count('array'),
};
const KEYWORDS = new Map<string, Keyword>([
  ...Object.entries(NUMBERS),
  ['integer', free('number')],
  ['int', free('number')],
  ['pattern', free('string')],
  ['uniqueItems', free('array')],
]);

type Numbers = { readonly [K in keyof typeof NUMBERS]?: number };

/** The numbers that a comment gives such a value: what is none, or would leave no value at all, is left out. */
export function numbersFor(node: SchemaNode, doc: Doc): Numbers {
  const said = saidFor(node, doc);
  return isVoid({ ...node, ...said }) ? withoutLimits(said) : said;
}

function saidFor(node: SchemaNode, doc: Doc): Numbers {
  const found = Object.entries(NUMBERS).flatMap(([name, { of, accepts }]) => {
    const text = of === node.kind ? tagOf(doc, name) : undefined;
    return text !== undefined && accepts(text) ? [[name, Number(text)] as const] : [];
  });
  return Object.fromEntries(found);
}

function withoutLimits({ multipleOf }: Numbers): Numbers {
  return multipleOf === undefined ? {} : { multipleOf };
}

/** No value is within its limits. */
function isVoid(limits: Numbers): boolean {
  const { minLength = 0, maxLength = minLength, minItems = 0, maxItems = minItems } = limits;
  return minLength > maxLength || minItems > maxItems || isEmptyRange(limits);
}

function isEmptyRange({
  minimum = -Infinity,
  exclusiveMinimum = -Infinity,
  maximum = Infinity,
  exclusiveMaximum = Infinity,
}: Pick<NumberNode, 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum'>): boolean {
  const low = Math.max(minimum, exclusiveMinimum);
  const high = Math.min(maximum, exclusiveMaximum);
  return low > high || (low === high && (low === exclusiveMinimum || high === exclusiveMaximum));
}

/** The tags of a comment that say nothing of such a value, each with the reason. */
export function idleTags(node: SchemaNode, doc: Doc): { tag: DocTag; why: string }[] {
  const leaves = leavesOf(node);
  return doc.tags.flatMap((tag) => {
    const why = idleness(leaves, doc, tag);
    return why === undefined ? [] : [{ tag, why }];
  });
}

const FOR = { number: 'numbers', string: 'texts', array: 'lists' } as const;

function idleness(leaves: readonly SchemaNode[], doc: Doc, tag: DocTag): string | undefined {
  const keyword = KEYWORDS.get(tag.name);
  if (keyword === undefined) return undefined;
  if (!keyword.accepts(tag.text)) return keyword.must;
  const fitting = leaves.filter(({ kind }) => kind === keyword.of);
  if (fitting.length === 0) return `is for ${FOR[keyword.of]}`;
  const isLimit = tag.name in NUMBERS && tag.name !== 'multipleOf';
  const isCrossed = fitting.some((leaf) => isVoid({ ...leaf, ...saidFor(leaf, doc) }));
  return isLimit && isCrossed ? 'leaves no value, with the other limits' : undefined;
}

/** What constraints reach. */
function leavesOf(node: SchemaNode): SchemaNode[] {
  if (node.kind === 'typed') return leavesOf(node.base);
  return node.kind === 'union' ? node.options.flatMap(leavesOf) : [node];
}
