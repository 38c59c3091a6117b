// Streams of bytes or text, and Blobs: what is published of them once they are read to their end.
import { ts } from 'ts-morph';
import type { Delivery } from '../../../model/module.js';
import type { SchemaNode } from '../../../model/schema.js';
import type { Reading } from '../reading.js';
import { builtinName, isReference } from '../types/builtins.js';

interface Streamed {
  readonly delivery: Delivery;
  readonly node: SchemaNode;
}

/** How a stream or Blob is delivered; undefined for other types, streams of objects among them. */
export function streamOf(
  reading: Reading,
  type: ts.Type,
  mime: string | undefined,
): Streamed | undefined {
  const name = builtinName(reading, type);
  if (name === 'Blob' || name === 'File') {
    return { delivery: { kind: 'blob' }, node: { kind: 'codec', codec: 'arraybuffer' } };
  }
  const chunk = chunkOf(reading, type);
  if (chunk === undefined) return undefined;
  return chunk === 'text' || (mime !== undefined && isText(mime))
    ? { delivery: { kind: 'text' }, node: { kind: 'string' } }
    : { delivery: { kind: 'bytes' }, node: { kind: 'codec', codec: 'buffer' } };
}

function isText(mime: string): boolean {
  return /^text\/|^application\/([\w.-]+\+)?(json|xml)\b/.test(mime);
}

/** What comes in one piece; Node's streams do not say, and are read as bytes. */
function chunkOf(reading: Reading, type: ts.Type): 'text' | 'bytes' | undefined {
  const { checker } = reading;
  const has = (name: string) => checker.getPropertyOfType(type, name) !== undefined;
  if (has('pipe') && has('read')) return 'bytes';
  if (!has('getReader') || !has('pipeTo')) return undefined;
  const [chunk] = isReference(type) ? checker.getTypeArguments(type) : [];
  if (chunk === undefined || chunk.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))
    return 'bytes';
  if (chunk.flags & ts.TypeFlags.StringLike) return 'text';
  const name = builtinName(reading, chunk) ?? '';
  return /^(Uint8Array|Buffer|ArrayBuffer)$/.test(name) ? 'bytes' : undefined;
}
