// Types of the language, of Node and of the web that travel through JSON in a form of their own.
import { ts } from 'ts-morph';
import { type Codec, codecRow, codecs } from '../../../model/codecs.js';
import type { Reading } from '../reading.js';
import { argument, argumentNode } from './argument.js';
import { type Outcome, PLAIN_DATA, refuse, UNKNOWN, type Walk } from './walk.js';

/** Codecs by the names of their types. */
const BY_TYPE: ReadonlyMap<string, Codec> = new Map(
  codecs().map((codec) => [codecRow(codec).type, codec]),
);

/** Read from the start to the end by whoever takes them: an array is one. */
const ITERABLES = ['Iterable', 'ArrayLike'];

const MAPS = ['Map', 'ReadonlyMap'];
const SETS = ['Set', 'ReadonlySet'];

const OPAQUE = new Set([
  'AbortSignal',
  'AsyncGenerator',
  'AsyncIterable',
  'AsyncIterableIterator',
  'AsyncIterator',
  'EventEmitter',
  'File',
  'FormData',
  'Function',
  'Generator',
  'IterableIterator',
  'Iterator',
  'Promise',
  'Proxy',
  'ReadStream',
  'Readable',
  'ReadableStream',
  'Request',
  'Response',
  'SharedArrayBuffer',
  'Symbol',
  'WeakMap',
  'WeakRef',
  'WeakSet',
  'Writable',
  'WritableStream',
  'WriteStream',
]); // prettier-ignore

/** The node of a built-in type; undefined when the type is none. */
export function builtinOf(walk: Walk, type: ts.Type, written?: ts.TypeNode): Outcome | undefined {
  const name = builtinName(walk.reading, type);
  if (name === undefined) return undefined;
  if (walk.direction === 'out') noteHeldBack(walk, name);
  const codec = BY_TYPE.get(name);
  if (codec === 'blob' && walk.direction === 'out') return UNKNOWN;
  if (codec !== undefined) return { kind: 'codec', codec };
  if (ITERABLES.includes(name)) return iterable(walk, type, written);
  if (MAPS.includes(name)) return map(walk, type, written);
  if (SETS.includes(name)) return set(walk, type, written);
  if (!OPAQUE.has(name)) return undefined;
  return walk.direction === 'out'
    ? UNKNOWN
    : refuse(`${walk.subject} is of the type ${name}`, PLAIN_DATA);
}

/** Whether its members are not what a type is in JSON: a Date, but no Partial<…>, no Intl.NumberFormatOptions. */
export function hasOwnForm(reading: Reading, type: ts.Type): boolean {
  const name = builtinName(reading, type);
  if (name === undefined) return false;
  const isListed = [...ITERABLES, ...MAPS, ...SETS].includes(name);
  return isListed || BY_TYPE.has(name) || OPAQUE.has(name);
}

const AWAITED = /^Promise(Like)?$/;
/** Not `Iterable`: what is called so may be an array. */
const COLLECTED =
  /^(?!Iterable$)(\w*Iterator(Object)?|\w*Iterable|\w*Generator|Readable(Stream)?|ReadStream|Blob|File)$/;

/** Warns of what holds its values back within a result; a package's own types are nothing to mend. */
function noteHeldBack({ findings, subject, node }: Walk, name: string): void {
  const waits = AWAITED.test(name);
  if (node.getSourceFile().isDeclarationFile || !(waits || COLLECTED.test(name))) return;
  findings.push({
    code: 'output.lost',
    severity: 'warning',
    message: `what the ${name} in ${subject} would give is lost: it is no data`,
    hint: `${waits ? 'await it' : 'collect what it gives'} before it is returned`,
    node,
  });
}

/** The name of a type declared by the language's libraries or by Node's types. */
export function builtinName(reading: Reading, type: ts.Type): string | undefined {
  const symbol = type.getSymbol();
  const [declaration] = symbol?.declarations ?? [];
  if (symbol === undefined || declaration === undefined) return undefined;
  const file = declaration.getSourceFile();
  const known =
    reading.program.isSourceFileDefaultLibrary(file) ||
    /\/node_modules\/(@types\/node|undici-types|buffer)\//.test(file.fileName);
  return known ? symbol.name : undefined;
}

function iterable(walk: Walk, type: ts.Type, written: ts.TypeNode | undefined): Outcome {
  const [itemType] = typeArguments(walk, type);
  if (itemType === undefined || walk.direction === 'out') return UNKNOWN;
  const items = argument(walk, itemType, argumentNode(written, ITERABLES, 0));
  return items.kind === 'refused' ? items : { kind: 'array', items };
}

function map(walk: Walk, type: ts.Type, written: ts.TypeNode | undefined): Outcome {
  const [keyType, valueType] = typeArguments(walk, type);
  if (keyType === undefined || valueType === undefined) return UNKNOWN;
  const keys = argument(walk, keyType, argumentNode(written, MAPS, 0));
  const values = argument(walk, valueType, argumentNode(written, MAPS, 1));
  if (keys.kind === 'refused') return keys;
  return values.kind === 'refused' ? values : { kind: 'map', keys, values };
}

function set(walk: Walk, type: ts.Type, written: ts.TypeNode | undefined): Outcome {
  const [itemType] = typeArguments(walk, type);
  if (itemType !== undefined && itemType.flags & ts.TypeFlags.Never) return { kind: 'set' };
  const items =
    itemType === undefined ? UNKNOWN : argument(walk, itemType, argumentNode(written, SETS, 0));
  return items.kind === 'refused' ? items : { kind: 'set', items };
}

/** Type arguments of a reference such as Map<K, V>. */
export function typeArguments({ reading }: Walk, type: ts.Type): readonly ts.Type[] {
  return isReference(type) ? reading.checker.getTypeArguments(type) : [];
}

export function isReference(type: ts.Type): type is ts.TypeReference {
  return isObjectType(type) && (type.objectFlags & ts.ObjectFlags.Reference) !== 0;
}

function isObjectType(type: ts.Type): type is ts.ObjectType {
  return (type.flags & ts.TypeFlags.Object) !== 0;
}
