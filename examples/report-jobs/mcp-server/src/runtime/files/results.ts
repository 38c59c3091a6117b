// Bytes that a function returned: kept as a file, of which the result has the link.
import { Content } from '../content.ts';
import type { ToolContext } from '../tool.ts';
import type {} from './context.ts';
import { endingOf, mediaTypeOf } from './media-types.ts';

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
  returned: Bytes | null | undefined,
  mimeType?: string,
): Promise<Content | undefined> {
  if (returned === null || returned === undefined) return undefined;
  const bytes = await bytesOf(returned);
  const declared =
    mimeType ?? (returned instanceof Blob && returned.type !== '' ? returned.type : undefined);
  const type = declared ?? mediaTypeOf(bytes);
  await ctx.file(`${name}${endingOf(type)}`, type, bytes);
  return new Content({ content: [] });
}

async function bytesOf(returned: Bytes): Promise<Uint8Array> {
  if (returned instanceof Blob) return new Uint8Array(await returned.arrayBuffer());
  if (returned instanceof ArrayBuffer) return new Uint8Array(returned);
  return new Uint8Array(returned.buffer, returned.byteOffset, returned.byteLength);
}
