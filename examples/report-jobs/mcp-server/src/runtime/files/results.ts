// Bytes that a function returned: kept as a file, of which the result has the link.
import { Content } from '../content.ts';
import { TOO_LARGE } from '../serialise.ts';
import type { CallContext, ToolContext } from '../tool.ts';
import type {} from './context.ts';
import { endingOf, mediaTypeOf } from './media-types.ts';
import { FileError, MAX_FILE_BYTES } from './place.ts';

/** What functions return as bytes. */
export type Bytes = ArrayBufferView | ArrayBuffer | Blob;

/**
 * Makes the file `name`, with the ending of its type, and gives a result without words: the link to the file is
 * put there like the links to all that a call makes. Without a `mimeType` the bytes tell their own. Nothing
 * returned is nothing made.
 */
export async function asFile(
  ctx: Pick<ToolContext, 'file'>,
  name: string,
  returned: Bytes | null | undefined | Promise<Bytes>,
  mimeType?: string,
): Promise<Content | undefined> {
  const given = await read(returned);
  if (given === null || given === undefined) return undefined;
  const bytes = await bytesOf(given);
  const declared =
    mimeType ?? (given instanceof Blob && given.type !== '' ? given.type : undefined);
  const type = declared ?? mediaTypeOf(bytes);
  await ctx.file(`${name}${endingOf(type)}`, type, bytes);
  return new Content({ content: [] });
}

/** For reading what becomes a file: it may have as many bytes as one may. */
export function forFile(ctx: CallContext): CallContext {
  return { ...ctx, maxResultBytes: MAX_FILE_BYTES };
}

async function read<T>(returned: T | Promise<T>): Promise<T> {
  try {
    return await returned;
  } catch (error) {
    if (error !== TOO_LARGE) throw error;
    throw new FileError(`the file has more than the ${MAX_FILE_BYTES} bytes that one may have`);
  }
}

async function bytesOf(returned: Bytes): Promise<Uint8Array> {
  if (returned instanceof Blob) return new Uint8Array(await returned.arrayBuffer());
  if (returned instanceof ArrayBuffer) return new Uint8Array(returned);
  return new Uint8Array(returned.buffer, returned.byteOffset, returned.byteLength);
}
