// Reads a schema's expression for what its type cannot tell: limits, formats, defaults, words.
import { ts } from 'ts-morph';
import { fits } from '../../../model/fits.js';
import type { Json, SchemaNode } from '../../../model/schema.js';
import { literalOf } from '../signature/initialiser.js';
import { toSchema } from '../types/schema.js';
import type { Walk } from '../types/walk.js';
import { schemaTypes } from './own-schema.js';
import { type Chain, chainOf, type Step } from './schema-chain.js';
import { mergedMembers, withMembers } from './schema-members.js';
import { onlyOption, withStep } from './schema-steps.js';

/** One reading of an expression; `unread` gathers what it could not tell. */
export interface SchemaReader {
  readonly walk: Walk;
  readonly unread: ts.Node[];
  readonly above: readonly ts.Expression[];
}

/** What `node`, made from the schema's type, and its expression say together. */
export function refined(
  reader: SchemaReader,
  node: SchemaNode,
  written: ts.Expression,
): SchemaNode {
  if (node.kind === 'ref') return node;
  const chain = reader.above.includes(written) ? undefined : chainOf(reader.walk.reading, written);
  if (chain === undefined) return unread(reader, node, written);
  const inner = { ...reader, above: [...reader.above, written] };
  return stepped(inner, node, startOf(inner, node, chain), chain.steps);
}

function unread(reader: SchemaReader, node: SchemaNode, written: ts.Node): SchemaNode {
  reader.unread.push(written);
  return node;
}

function startOf(reader: SchemaReader, node: SchemaNode, { factory, base }: Chain): SchemaNode {
  if (base !== undefined) return refined(reader, node, base);
  return factory === undefined ? node : made(reader, node, factory);
}

/** After a transform, what follows is about its result. */
function stepped(
  reader: SchemaReader,
  pristine: SchemaNode,
  start: SchemaNode,
  steps: readonly Step[],
): SchemaNode {
  const cut = steps.findIndex(({ name }) => name === 'transform' || name === 'pipe');
  return steps.reduce((node, step, index) => {
    const isLater = cut >= 0 && index > cut;
    return isLater && !WORDS.has(step.name) ? node : applied(reader, pristine, node, step);
  }, start);
}

const WORDS = new Set(['describe', 'meta', 'default', 'prefault']);

function applied(
  reader: SchemaReader,
  pristine: SchemaNode,
  node: SchemaNode,
  step: Step,
): SchemaNode {
  const { name, args } = step;
  const [first] = args;
  const { checker } = reader.walk.reading;
  if (first !== undefined && /^(extend|safeExtend|augment)$/.test(name)) {
    return withMembers(reader, node, first, pristine);
  }
  if (first !== undefined && name === 'merge') return mergedMembers(reader, node, first, pristine);
  const value = first && literalOf(checker, first);
  if (WORDS.has(name)) return withWords(node, name, value) ?? unread(reader, node, step.node);
  return withStep(node, name, value, first) ?? unread(reader, node, step.node);
}

function withWords(
  node: SchemaNode,
  name: string,
  value: Json | undefined,
): SchemaNode | undefined {
  if (value === undefined) return undefined;
  if (name === 'describe') {
    return typeof value === 'string' ? { ...node, description: value } : undefined;
  }
  if (name !== 'meta') return fits(node, value) ? { ...node, default: value } : node;
  if (
    typeof value !== 'object' ||
    value === null ||
    !('description' in value || 'title' in value)
  ) {
    return node;
  }
  const { description, title } = value;
  return {
    ...node,
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

/** What a function of the library makes: `array(item)`, `object({ … })`. */
function made(reader: SchemaReader, node: SchemaNode, factory: Step): SchemaNode {
  const { name, args } = factory;
  const [first, second] = args;
  if (name.startsWith('coerce.')) return COERCED[name] ?? node;
  if (node.kind === 'union' && /^(union|discriminatedUnion|xor)$/.test(name)) {
    return alternatives(reader, node, args.at(name === 'discriminatedUnion' ? 1 : 0));
  }
  if (first !== undefined && WRAPPING.has(name)) return refined(reader, node, lazily(first));
  if (node.kind === 'union') {
    return onlyOption(node, (option) => made(reader, option, factory)) ?? node;
  }
  if (node.kind === 'object' && first !== undefined) return withMembers(reader, node, first, node);
  if ((node.kind === 'array' || node.kind === 'set') && node.items && first !== undefined) {
    return { ...node, items: refined(reader, node.items, first) };
  }
  const values = second ?? first;
  if (node.kind === 'record' && values !== undefined) {
    return { ...node, values: refined(reader, node.values, values) };
  }
  if (node.kind === 'tuple' && first !== undefined) return withItems(reader, node, first);
  if (PLAIN.has(name)) return node;
  const format = withStep(node, name.replace(/^iso\./, ''), undefined, undefined);
  return format ?? unread(reader, node, factory.node);
}

/** Their types say it all. */
const PLAIN = new Set(
  'string number boolean bigint null any unknown literal enum nativeEnum date custom instanceof map'.split(
    ' ',
  ),
);

const WRAPPING = new Set(
  'optional nullable nullish readonly lazy pipe pipeline _default'.split(' '),
);

/** What is coerced is published as what is wanted. */
const COERCED: { readonly [factory: string]: SchemaNode } = {
  'coerce.string': { kind: 'string' },
  'coerce.number': { kind: 'number' },
  'coerce.boolean': { kind: 'boolean' },
  'coerce.bigint': { kind: 'string', pattern: '^-?\\d+$' },
  'coerce.date': { kind: 'string', format: 'date-time' },
};

/** The schema that a function without a body gives. */
function lazily(node: ts.Expression): ts.Expression {
  return ts.isArrowFunction(node) && !ts.isBlock(node.body) ? node.body : node;
}

function alternatives(
  reader: SchemaReader,
  node: Extract<SchemaNode, { kind: 'union' }>,
  list: ts.Expression | undefined,
): SchemaNode {
  if (list === undefined || !ts.isArrayLiteralExpression(list))
    return unread(reader, node, list ?? reader.walk.node);
  const options = list.elements.map((element) => nodeOf(reader, element));
  const known = options.filter((option) => option !== undefined);
  if (known.length < options.length) return unread(reader, node, list);
  const nulls = node.options.filter(({ kind }) => kind === 'null');
  const hasNull = known.some(({ kind }) => kind === 'null');
  return { ...node, options: hasNull ? known : [...known, ...nulls] };
}

/** The node of a schema's expression by itself; undefined when its type has none. */
export function nodeOf(reader: SchemaReader, written: ts.Expression): SchemaNode | undefined {
  const { reading } = reader.walk;
  const types = schemaTypes(reading, reading.checker.getTypeAtLocation(written));
  const node = types && toSchema(reader.walk, types.input);
  return node === undefined || node.kind === 'refused' ? undefined : refined(reader, node, written);
}

function withItems(
  reader: SchemaReader,
  node: Extract<SchemaNode, { kind: 'tuple' }>,
  list: ts.Expression,
): SchemaNode {
  if (!ts.isArrayLiteralExpression(list)) return unread(reader, node, list);
  const items = node.items.map((item, index) => {
    const written = list.elements[index];
    return written === undefined ? item : refined(reader, item, written);
  });
  return { ...node, items };
}
