// What files add to a call: `ctx.file`, and a link in the result to each file that was made.
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Addition } from '../service.ts';
import { FileError } from './place.ts';

/** A file as its maker and its client see it. */
export interface FileLink {
  /** Where it is downloaded: with the credentials of /mcp, or for a while by whoever has the link. */
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
}

/** Makes a file of bytes, or of text as UTF-8; it is its caller's alone. Rejects when it cannot be kept. */
export type MakeFile = (
  name: string,
  mimeType: string,
  data: Uint8Array | string,
) => Promise<FileLink>;

declare module '../tool.ts' {
  interface ToolContext {
    readonly file: MakeFile;
  }
}

export interface FileAddition extends Omit<Addition, 'extra'> {
  readonly extra: { readonly file: MakeFile };
}

/** For one call, whose files `make` keeps. */
export function beginCall(make: MakeFile): FileAddition {
  const made: FileLink[] = [];
  let ended = false;
  const file: MakeFile = async (...args) => {
    if (ended) throw new FileError('the call has ended: nobody would hear of this file');
    const link = await make(...args);
    made.push(link);
    return link;
  };
  return {
    extra: { file },
    complete(result) {
      ended = true;
      return result.isError === true ? result : withLinks(result, made);
    },
  };
}

/** A link that the tool put there itself is not repeated. */
function withLinks(result: CallToolResult, made: readonly FileLink[]): CallToolResult {
  const there = new Set(result.content.map((block) => ('uri' in block ? block.uri : undefined)));
  const links = made.filter(({ uri }) => !there.has(uri));
  const blocks = links.map((link) => ({ type: 'resource_link' as const, ...link }));
  return { ...result, content: [...result.content, ...blocks] };
}
