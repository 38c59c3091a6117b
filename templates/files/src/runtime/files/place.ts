// Where files lie: named pieces of bytes, each written whole or not at all. What they mean is known to rows.ts.
import type { Readable } from 'node:stream';

/** Bytes that one file may have: they are in memory while it is made. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** What the bytes are called when they are handed out from elsewhere. */
export interface Presented {
  readonly contentType: string;
  readonly disposition: string;
}

/** An opened piece, or the address where its client gets it. */
export type Source =
  | {
      readonly kind: 'bytes';
      readonly size: number;
      /** The bytes from `start` to `end`, both included. Lets go of the piece at its end. */
      read(start: number, end: number): Readable;
      close(): Promise<void>;
    }
  | { readonly kind: 'link'; readonly url: string };

export interface Entry {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Names are those of rows.ts, never a caller's. `write`, `read` and `source` reject with a `FileError`. */
export interface Place {
  /** `file` or `s3`, for logs. */
  readonly kind: string;
  /** Resolves when the bytes survive the end of the process, and of the machine. */
  write(name: string, data: Uint8Array): Promise<void>;
  /** All bytes of a small piece; undefined when there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** For a client that asks by `method`; undefined when there is none. */
  source(name: string, method: 'GET' | 'HEAD', presented: Presented): Promise<Source | undefined>;
  /** What is not there is fine. */
  remove(name: string): Promise<void>;
  list(): AsyncIterable<Entry>;
  /** Removes what writes that were cut off before `limit` left behind. */
  tidy(limit: number): Promise<void>;
}

/** What is told of any other data. */
export const NOT_BYTES = 'a file is made of text or a Uint8Array';

/** A file cannot be kept or read; the message is for the caller, the cause for the log. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly expose = true;
}
