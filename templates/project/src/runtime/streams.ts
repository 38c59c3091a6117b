// Functions that return streams: read to their end, as text or as bytes.
import { TOO_LARGE } from './serialise.ts';
import { type Source, walk } from './steps.ts';
import type { CallContext } from './tool.ts';

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(): Promise<void>;
}

/** A stream of the web, or one of Node. */
export type Stream = { getReader(): Reader } | AsyncIterable<unknown>;

/** All of a stream as text; bytes in it are UTF-8. Throws as `bytes` does. */
export async function text(
  stream: Stream | PromiseLike<Stream>,
  ctx: CallContext,
): Promise<string> {
  return (await bytes(stream, ctx)).toString('utf8');
}

/** All of a stream as bytes; text in it becomes UTF-8. Throws `TOO_LARGE` when it has more than a result may. */
export async function bytes(
  stream: Stream | PromiseLike<Stream>,
  ctx: CallContext,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  await walk(chunksOf(await stream), ctx.signal, (chunk) => {
    const piece = bufferOf(chunk);
    pieces.push(piece);
    size += piece.byteLength;
    if (size > ctx.maxResultBytes) throw TOO_LARGE;
    ctx.progress(size, undefined, `${size} bytes`);
  });
  return Buffer.concat(pieces, size);
}

/** Not every declaration of a web stream says that it can be iterated. */
function chunksOf(stream: Stream): Source<unknown, unknown> {
  if (!('getReader' in stream)) return stream;
  const reader = stream.getReader();
  const steps = {
    next: async () => {
      const { done, value } = await reader.read();
      return { done, value };
    },
    return: () => reader.cancel(),
  };
  return steps;
}

function bufferOf(chunk: unknown): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof ArrayBuffer) return Buffer.from(chunk);
  if (ArrayBuffer.isView(chunk)) {
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  throw new Error('the stream gave something that is neither text nor bytes');
}
