// Types of the language, of Node and of the web that travel through JSON in a form of their own.
import { ts } from 'ts-morph';
import type { CodecNode } from '../../model/schema.js';
import { argument, argumentNode } from './argument.js';
import type { Reading } from './reading.js';
import { type Outcome, PLAIN_DATA, refuse, UNKNOWN, type Walk } from './walk.js';

const CODECS: { readonly [name: string]: CodecNode['codec'] } = {
  ArrayBuffer: 'arraybuffer',
  Buffer: 'buffer',
  Date: 'date',
  RegExp: 'regexp',
  URL: 'url',
  Uint8Array: 'uint8array',
};

const MAPS = ['Map', 'ReadonlyMap'];
const SETS = ['Set', 'ReadonlySet'];

const OPAQUE = new Set([
  'AbortSignal',
  'AsyncGenerator',
  'AsyncIterable',
  'AsyncIterableIterator',
  'AsyncIterator',
  'Blob',
  'DataView',
  'EventEmitter',
  'File',
  'FormData',
  'Function',
  'Generator',
  'Headers',
  'Iterable',
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
  'URLSearchParams',
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
  const codec = Object.hasOwn(CODECS, name) ? CODECS[name] : undefined;
  if (codec !== undefined) return { kind: 'codec', codec };
  if (MAPS.includes(name)) return map(walk, type, written);
  if (SETS.includes(name)) return set(walk, type, written);
  if (!OPAQUE.has(name)) return undefined;
  return walk.direction === 'out'
    ? UNKNOWN
    : refuse(`${walk.subject} is of the type ${name}`, PLAIN_DATA);
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
