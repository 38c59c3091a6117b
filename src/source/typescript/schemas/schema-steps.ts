// What the steps of a schema's chain say in JSON Schema: `min(1)` on a string is minLength 1.
import { ts } from 'ts-morph';
import type { Json, SchemaNode } from '../../../model/schema.js';
import { isPattern } from '../docs/notes.js';

type Words = { readonly [keyword: string]: string | number | boolean };
type Rule = (argument: Json | undefined) => Words | undefined;

function number(keyword: string): Rule {
  return (value) => (typeof value === 'number' ? { [keyword]: value } : undefined);
}

function always(words: Words): Rule {
  return () => words;
}

function text(pattern: (escaped: string) => string): Rule {
  return (value) =>
    typeof value === 'string'
      ? { pattern: pattern(value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')) }
      : undefined;
}

const FORMATS = {
  email: 'email',
  url: 'uri',
  uuid: 'uuid',
  uuidv4: 'uuid',
  uuidv6: 'uuid',
  uuidv7: 'uuid',
  guid: 'uuid',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  datetime: 'date-time',
  date: 'date',
  time: 'time',
  duration: 'duration',
};

const formats = Object.fromEntries(
  Object.entries(FORMATS).map(([name, format]) => [name, always({ format })]),
);

const COUNTS = (least: string, most: string): { [step: string]: Rule } => ({
  min: number(least),
  max: number(most),
  length: (value) => (typeof value === 'number' ? { [least]: value, [most]: value } : undefined),
  nonempty: always({ [least]: 1 }),
});

const STRING: { readonly [step: string]: Rule } = {
  ...COUNTS('minLength', 'maxLength'),
  ...formats,
  startsWith: text((value) => `^${value}`),
  endsWith: text((value) => `${value}$`),
  includes: text((value) => value),
};

const NUMBER: { readonly [step: string]: Rule } = {
  min: number('minimum'),
  gte: number('minimum'),
  max: number('maximum'),
  lte: number('maximum'),
  gt: number('exclusiveMinimum'),
  lt: number('exclusiveMaximum'),
  positive: always({ exclusiveMinimum: 0 }),
  nonnegative: always({ minimum: 0 }),
  negative: always({ exclusiveMaximum: 0 }),
  nonpositive: always({ maximum: 0 }),
  int: always({ integer: true }),
  safe: always({}),
  finite: always({}),
  multipleOf: number('multipleOf'),
  step: number('multipleOf'),
};

const ARRAY: { readonly [step: string]: Rule } = COUNTS('minItems', 'maxItems');

/** Steps that change nothing about what a schema takes, or that the type tells by itself. */
const SILENT = new Set(
  `and brand catch catchall check exactOptional keyof loose nonoptional nullable nullish omit optional or
  overwrite partial passthrough pick pipe readonly refine refinement register required strict strip
  superRefine toLowerCase toUpperCase transform trim normalize unwrap with`.split(/\s+/),
);

/** The node with what a step says; undefined when that cannot be told. */
export function withStep(
  node: SchemaNode,
  name: string,
  argument: Json | undefined,
  given: ts.Expression | undefined,
): SchemaNode | undefined {
  if (SILENT.has(name)) return node;
  if (node.kind === 'union')
    return onlyOption(node, (option) => withStep(option, name, argument, given));
  if (node.kind === 'string' && name === 'regex') return withPattern(node, patternOf(given));
  const rule = rulesOf(node)[name];
  const words = rule?.(argument);
  if (words === undefined) return undefined;
  if (node.kind !== 'string' || typeof words.pattern !== 'string') return { ...node, ...words };
  return withPattern(node, words.pattern);
}

function rulesOf({ kind }: SchemaNode): { readonly [step: string]: Rule } {
  if (kind === 'string') return STRING;
  if (kind === 'number') return NUMBER;
  return kind === 'array' ? ARRAY : {};
}

/** A step of a schema that may be null is about what is not. */
export function onlyOption(
  node: Extract<SchemaNode, { kind: 'union' }>,
  change: (option: SchemaNode) => SchemaNode | undefined,
): SchemaNode | undefined {
  const others = node.options.filter(({ kind }) => kind !== 'null');
  const [only] = others;
  const changed = only !== undefined && others.length === 1 ? change(only) : undefined;
  if (changed === undefined) return undefined;
  return { ...node, options: node.options.map((option) => (option === only ? changed : option)) };
}

/** JSON Schema has one pattern. */
function withPattern(
  node: Extract<SchemaNode, { kind: 'string' }>,
  pattern: string | undefined,
): SchemaNode | undefined {
  return pattern === undefined || node.pattern !== undefined ? undefined : { ...node, pattern };
}

/** The source of a regular expression literal that means the same without its flags. */
function patternOf(given: ts.Expression | undefined): string | undefined {
  if (given === undefined || !ts.isRegularExpressionLiteral(given)) return undefined;
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(given.text) ?? [];
  return source !== undefined && /^u?$/.test(flags ?? '') && isPattern(source) ? source : undefined;
}
