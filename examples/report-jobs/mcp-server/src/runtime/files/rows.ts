// What is known of each file: a row beside its bytes. The row is written last and makes the file exist.
import { z } from 'zod';
import type { Place } from './place.ts';

const schema = z.strictObject({
  id: z.string(),
  /** The identity that it was made for. */
  caller: z.string(),
  name: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Milliseconds since 1970, as `expires`. */
  created: z.number(),
  expires: z.number(),
});

export type FileRow = Readonly<z.output<typeof schema>>;

const ID = /^[0-9a-f]{32}$/;
const ROW = /^([0-9a-f]{32})\.json$/;
const BYTES = /^([0-9a-f]{32})\.bin$/;

/** True for what may be an id: 32 hex characters and nothing else. */
export function isFileId(text: string): boolean {
  return ID.test(text);
}

/** The name of a file's bytes in its place. */
export function bytesOf(id: string): string {
  return `${id}.bin`;
}

function rowOf(id: string): string {
  return `${id}.json`;
}

/** Bytes first: a file is there as a whole, or not at all. */
export async function writeFile(place: Place, row: FileRow, data: Uint8Array): Promise<void> {
  await place.write(bytesOf(row.id), data);
  await place.write(rowOf(row.id), Buffer.from(JSON.stringify(row)));
}

/** Undefined when there is none, and when it is not one that `writeFile` wrote. */
export async function readRow(place: Place, id: string): Promise<FileRow | undefined> {
  const bytes = await place.read(rowOf(id));
  if (bytes === undefined) return undefined;
  const row = schema.safeParse(parse(bytes));
  return row.success && row.data.id === id ? row.data : undefined;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // no row of ours
  }
}

/** Bytes first: what was cut off in between is found by its row and removed again. */
export async function removeFile(place: Place, id: string): Promise<void> {
  await place.remove(bytesOf(id));
  await place.remove(rowOf(id));
}

/** The ids of rows, and of bytes, with when each was written. */
export async function listFiles(place: Place): Promise<{
  readonly rows: ReadonlySet<string>;
  readonly bytes: ReadonlyMap<string, number>;
}> {
  const rows = new Set<string>();
  const bytes = new Map<string, number>();
  for await (const { name, modified } of place.list()) {
    const row = ROW.exec(name)?.[1];
    if (row !== undefined) rows.add(row);
    const blob = BYTES.exec(name)?.[1];
    if (blob !== undefined) bytes.set(blob, modified);
  }
  return { rows, bytes };
}
