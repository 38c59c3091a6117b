// What a function returns, as the tool's output.
import { ts } from 'ts-morph';
import type { ToolModel } from '../../../model/module.js';
import type { SchemaNode } from '../../../model/schema.js';
import { type Doc, tagOf } from '../docs/doc.js';
import { annotate } from '../docs/notes.js';
import { type Finding, isUnresolved, type Reading } from '../reading.js';
import { promised } from '../schemas/tool-object.js';
import { builtinName } from '../types/builtins.js';
import { toSchema } from '../types/schema.js';
import { allowsUndefined, withoutUndefined } from '../types/undefined.js';
import { unite } from '../types/union.js';
import { type Refusal, startWalk, UNKNOWN, unresolvedFinding, type Walk } from '../types/walk.js';
import { type Delivered, deliveryOf } from './delivery.js';

export interface Result extends Pick<ToolModel, 'output' | 'returns' | 'undefinable' | 'delivery'> {
  readonly kind: 'result';
  readonly findings: readonly Finding[];
}

/** The output of a signature. What cannot be described costs the description, not the tool. */
export function resultOf(
  reading: Reading,
  signature: ts.Signature,
  place: ts.Node,
  doc: Doc,
): Result | Refusal {
  const returned = reading.checker.getReturnTypeOfSignature(signature);
  const delivered = deliveryOf(reading, awaitedType(reading.checker, returned), doc);
  if (delivered.kind === 'refused') return delivered;
  const walk = startWalk(reading, 'out', 'the result', place);
  const { delivery = thenable(reading, returned) } = delivered;
  const written = writtenFor(reading.checker, signature, delivered);
  return { ...publishedOf(walk, delivered, written, doc), ...(delivery && { delivery }) };
}

function publishedOf(
  walk: Walk,
  delivered: Delivered,
  written: ts.TypeNode | undefined,
  doc: Doc,
): Result {
  const { types, node, delivery } = delivered;
  if (delivery?.kind === 'content') return { kind: 'result', returns: 'any', findings: [] };
  if (node?.kind === 'string') return plain('text');
  if (node !== undefined) return described(walk, node, written, doc);
  const [type] = types;
  if (type !== undefined && types.length === 1 && delivery?.kind !== 'items') {
    const { flags } = type;
    if (isUnresolved(type)) return unresolved(walk);
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undescribed(walk, UNTYPED);
    if (flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.Never)) return plain('void');
    if (flags & ts.TypeFlags.String) return plain('text');
  }
  return describedTypes(walk, delivered, written, doc);
}

/** Items are published even when nothing is known of them; of anything else that costs the description. */
function describedTypes(
  walk: Walk,
  { types, delivery, omit }: Delivered,
  written: ts.TypeNode | undefined,
  doc: Doc,
): Result {
  const undefinable = types.some(allowsUndefined);
  const nodes = types.map((type) => {
    const outcome = toSchema(walk, withoutUndefined(walk, type), written);
    return outcome.kind === 'refused' ? UNKNOWN : without(outcome, omit);
  });
  const node = undefinable ? nullable(unite(walk, nodes)) : unite(walk, nodes);
  if (delivery?.kind === 'items')
    return described(walk, itemsNode(walk, node, written), undefined, doc);
  if (node.kind === 'unknown') return undescribed(walk, OPAQUE);
  return { ...described(walk, node, written, doc), ...(undefinable ? { undefinable } : {}) };
}

function itemsNode(walk: Walk, item: SchemaNode, written: ts.TypeNode | undefined): SchemaNode {
  const items = annotate(walk.reading.checker, item, written, undefined);
  const schema: SchemaNode = { kind: 'array', items };
  return { kind: 'object', properties: [{ name: 'items', schema, optional: false }] };
}

function without(node: SchemaNode, omit: ReadonlySet<string> | undefined): SchemaNode {
  if (omit === undefined || node.kind !== 'object') return node;
  return { ...node, properties: node.properties.filter(({ name }) => !omit.has(name)) };
}

/** A bare type parameter stays itself: awaited, it would be a conditional type. */
export function awaitedType(checker: ts.TypeChecker, returned: ts.Type): ts.Type {
  if (returned.flags & ts.TypeFlags.TypeParameter) return returned;
  return checker.getAwaitedType(promised(returned) ?? returned) ?? returned;
}

/** A class with a `then` of its own often is no PromiseLike to the compiler. */
function thenable(reading: Reading, returned: ts.Type): { kind: 'awaited' } | undefined {
  const isThenable = reading.checker.getPropertyOfType(returned, 'then') !== undefined;
  const isPromise = /^Promise(Like)?$/.test(builtinName(reading, returned) ?? '');
  return isThenable && !isPromise ? { kind: 'awaited' } : undefined;
}

const UNTYPED = 'the result has no type, so it is published as it comes';
const OPAQUE = 'the result has a type that cannot be described, so it is published as it comes';

function plain(returns: 'void' | 'text'): Result {
  return { kind: 'result', returns, findings: [] };
}

function unresolved(walk: Walk): Result {
  walk.reading.unresolved = true;
  return { kind: 'result', returns: 'any', findings: [unresolvedFinding(walk)] };
}

function undescribed({ node }: Walk, message: string): Result {
  const hint = 'annotate the return type';
  const finding: Finding = { code: 'output.any', severity: 'warning', message, hint, node };
  return { kind: 'result', returns: 'any', findings: [finding] };
}

function described(
  walk: Walk,
  node: SchemaNode,
  written: ts.TypeNode | undefined,
  doc: Doc,
): Result {
  const tags = doc.tags.filter(({ name }) => name === 'mime');
  const words = { summary: tagOf(doc, 'returns', 'return') ?? '', tags, params: new Map() };
  const output = annotate(walk.reading.checker, node, written, words);
  if (JSON.stringify(output).length > LARGEST) return undescribed(walk, OPAQUE);
  return { kind: 'result', output, returns: 'value', findings: walk.findings };
}

/** A larger description costs every client more than it tells. */
const LARGEST = 16_384;

function nullable(node: SchemaNode): SchemaNode {
  if (node.kind === 'null') return node;
  if (node.kind !== 'union') return { kind: 'union', options: [node, { kind: 'null' }] };
  return node.options.some(({ kind }) => kind === 'null')
    ? node
    : { ...node, options: [...node.options, { kind: 'null' }] };
}

/** The syntax of what is published: the written return type, or the argument of it that is meant. */
function writtenFor(
  checker: ts.TypeChecker,
  { declaration }: ts.Signature,
  { types, delivery }: Delivered,
): ts.TypeNode | undefined {
  const node = declaration?.type;
  if (node === undefined || !ts.isTypeNode(node)) return undefined;
  const isPromise = ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Promise';
  const inner = isPromise ? node.typeArguments?.[0] : node;
  if (delivery === undefined || inner === undefined || !ts.isTypeReferenceNode(inner)) return inner;
  return inner.typeArguments?.find((one) => types.includes(checker.getTypeFromTypeNode(one)));
}
