// What a function returns, as the tool's output.
import { ts } from 'ts-morph';
import type { ToolModel } from '../../model/module.js';
import type { SchemaNode } from '../../model/schema.js';
import { builtinName } from './builtins.js';
import { type Doc, tagOf } from './doc.js';
import { annotate } from './notes.js';
import { type Finding, isUnresolved, type Reading } from './reading.js';
import { toSchema } from './schema.js';
import { allowsUndefined, withoutUndefined } from './undefined.js';
import { type Refusal, refuse, startWalk, type Walk } from './walk.js';

export interface Result extends Pick<ToolModel, 'output' | 'returns' | 'undefinable'> {
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
  const { checker } = reading;
  const returned = checker.getReturnTypeOfSignature(signature);
  const awaited = awaitedType(checker, returned);
  const unserved = unsupported(reading, awaited);
  if (unserved !== undefined) return unserved;
  const walk = startWalk(reading, 'out', 'the result', place);
  if (isUnresolved(awaited)) reading.unresolved = true;
  if (awaited.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undescribed(walk, UNTYPED);
  if (awaited.flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.Never)) return plain('void');
  if (awaited.flags & ts.TypeFlags.String) return plain('text');
  return described(walk, awaited, signature, doc);
}

/** A bare type parameter stays itself: awaited, it would be a conditional type. */
function awaitedType(checker: ts.TypeChecker, returned: ts.Type): ts.Type {
  return returned.flags & ts.TypeFlags.TypeParameter
    ? returned
    : (checker.getAwaitedType(returned) ?? returned);
}

const UNTYPED = 'the result has no type, so it is published as it comes';
const OPAQUE = 'the result has a type that cannot be described, so it is published as it comes';

function plain(returns: 'void' | 'text'): Result {
  return { kind: 'result', returns, findings: [] };
}

function undescribed({ node }: Walk, message: string): Result {
  const hint = 'annotate the return type';
  const finding: Finding = { code: 'output.any', severity: 'warning', message, hint, node };
  return { kind: 'result', returns: 'any', findings: [finding] };
}

function described(walk: Walk, awaited: ts.Type, signature: ts.Signature, doc: Doc): Result {
  const written = returnNode(signature.declaration);
  const undefinable = allowsUndefined(awaited);
  const outcome = toSchema(walk, undefinable ? withoutUndefined(walk, awaited) : awaited, written);
  if (outcome.kind === 'refused' || outcome.kind === 'unknown') return undescribed(walk, OPAQUE);
  const { checker } = walk.reading;
  const words = { summary: tagOf(doc, 'returns', 'return') ?? '', tags: [], params: new Map() };
  const output = annotate(checker, undefinable ? nullable(outcome) : outcome, written, words);
  if (JSON.stringify(output).length > LARGEST) return undescribed(walk, OPAQUE);
  const extra = undefinable ? { undefinable } : {};
  return { kind: 'result', output, returns: 'value', ...extra, findings: walk.findings };
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

/** The written return type, inside `Promise<…>`. */
function returnNode(declaration: ts.Signature['declaration']): ts.TypeNode | undefined {
  const node = declaration?.type;
  if (node === undefined || !ts.isTypeNode(node)) return undefined;
  const isPromise = ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Promise';
  return isPromise ? node.typeArguments?.[0] : node;
}

const BYTES = new Set(['Uint8Array', 'Buffer', 'ArrayBuffer', 'Blob', 'File', 'SharedArrayBuffer']);
const STREAMS = new Set([
  'ReadableStream',
  'Readable',
  'ReadStream',
  'Response',
  'WritableStream',
  'Writable',
]);

function unsupported(reading: Reading, type: ts.Type): Refusal | undefined {
  const name = builtinName(reading, reading.checker.getNonNullableType(type)) ?? '';
  if (BYTES.has(name)) {
    return refuse(
      `it returns bytes (${name}): files are not supported yet`,
      'return text, e.g. base64',
    );
  }
  if (STREAMS.has(name)) {
    return refuse(
      `it returns a stream (${name})`,
      'export a wrapper that collects it and returns plain data',
    );
  }
  if (type.getCallSignatures().length > 0 && type.flags & ts.TypeFlags.Object) {
    return refuse('it returns a function', 'export a wrapper that returns plain data');
  }
  return iterates(reading, type, name)
    ? refuse('it returns an iterator', 'export a wrapper that collects the items into an array')
    : undefined;
}

/** Iterators and iterables that are not values of their own, as arrays, maps, sets and strings are. */
function iterates({ checker }: Reading, type: ts.Type, name: string): boolean {
  if (!(type.flags & ts.TypeFlags.Object) || checker.isArrayLikeType(type)) return false;
  if (/^(Readonly)?(Map|Set)$|Array$/.test(name)) return false;
  return checker
    .getPropertiesOfType(type)
    .some((symbol) => /^__@(asyncIterator|iterator)@/.test(symbol.name));
}
