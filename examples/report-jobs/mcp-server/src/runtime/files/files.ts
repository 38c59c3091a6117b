// The files of tools and jobs: kept in their place, handed out under /files/ to those they were made for.
import { randomBytes } from 'node:crypto';
import { isStdio } from '../boot.ts';
import type { Host, Route } from '../service.ts';
import { baseOf } from '../settings.ts';
import { beginCall, type FileAddition } from './context.ts';
import { createLinks } from './links.ts';
import { fitName, isMediaType } from './names.ts';
import { FileError, MAX_FILE_BYTES, NOT_BYTES, type Place } from './place.ts';
import { createRoute } from './route.ts';
import { type FileRow, isFileId, removeFile, writeFile } from './rows.ts';
import type { FileSettings } from './settings.ts';
import { serveStdioLinks } from './stdio-links.ts';
import { createSweeper } from './sweeper.ts';

export interface NewFile {
  /** The identity that it is made for; nobody else gets it without a signed link. */
  readonly caller: string;
  /** Any text: what no file can be called is replaced. */
  readonly name: string;
  readonly mimeType: string;
  /** Text is kept as UTF-8. */
  readonly data: Uint8Array | string;
  /** Milliseconds; JOB_TTL unless given. */
  readonly keep?: number;
}

export interface SavedFile {
  /** 32 hex characters. */
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
}

export interface Files {
  readonly route: Route;
  begin(caller: string): FileAddition;
  /** From then on links lead to `base`, and what is over its time is removed. */
  start(base: URL): void;
  /** Resolves when the file is durable. Rejects with a `FileError`, whose message its caller may read. */
  save(file: NewFile): Promise<SavedFile>;
  /** A link that is good for FILES_LINK_TTL, and with the caller's credentials for as long as the file is. */
  url(file: { readonly id: string }): string;
  remove(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Rejects with what the operator has to do when the place cannot be used. */
export async function openFiles(settings: FileSettings, host: Host): Promise<Files> {
  const place = await settings.openPlace();
  if (!settings.key.isOwn) {
    const others = place.kind === 'file' ? '' : ', and other replicas refuse them';
    host.log.info(`FILES_SIGNING_KEY is not set: links to files end with this process${others}`);
  }
  const links = createLinks(settings.key.bytes, settings.linkTtl);
  const sweeper = createSweeper(place, host.log);
  const route = createRoute(place, links, host.log);
  const isUnreachable = isStdio && host.settings.publicBaseUrl === undefined;
  const own = isUnreachable ? await serveStdioLinks(route, host.log) : undefined;
  let root = rootOf(own?.base ?? baseOf(host.settings));
  const url: Files['url'] = ({ id }) => `${root}files/${id}?${links.sign(id)}`;
  const save: Files['save'] = async (file) => {
    const { caller, ...saved } = await keep(place, file, settings.keep);
    host.log.info({ file: saved.id, caller, size: saved.size }, 'file kept');
    return saved;
  };
  return {
    route,
    begin: (caller) =>
      beginCall(async (name, mimeType, data) => {
        const saved = await save({ caller, name, mimeType, data });
        return { uri: url(saved), name: saved.name, mimeType, size: saved.size };
      }),
    start(base) {
      root = rootOf(own?.base ?? base);
      sweeper.start();
    },
    save,
    url,
    async remove(ids) {
      for (const id of ids) if (isFileId(id)) await removeFile(place, id);
    },
    async close() {
      own?.close();
      await sweeper.stop();
    },
  };
}

function rootOf({ href }: URL): string {
  return href.endsWith('/') ? href : `${href}/`;
}

async function keep(
  place: Place,
  file: NewFile,
  usual: number,
): Promise<SavedFile & { readonly caller: string }> {
  const { caller, mimeType } = file;
  const data = bytesOf(file);
  const id = randomBytes(16).toString('hex');
  const name = fitName(file.name);
  const created = Date.now();
  const expires = created + (file.keep ?? usual);
  const row: FileRow = { id, caller, name, mimeType, size: data.byteLength, created, expires };
  await writeFile(place, row, data);
  return { id, caller, name, mimeType, size: row.size };
}

/** The wrapped code may be JavaScript: what it gives is looked at. */
function bytesOf({ name, mimeType, data }: NewFile): Uint8Array {
  if (typeof name !== 'string' || typeof mimeType !== 'string' || !isMediaType(mimeType)) {
    throw new FileError('a file needs a name and a media type such as text/csv');
  }
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  if (!(bytes instanceof Uint8Array)) throw new FileError(NOT_BYTES);
  if (bytes.byteLength <= MAX_FILE_BYTES) return bytes;
  throw new FileError(
    `the file has ${bytes.byteLength} bytes, more than the ${MAX_FILE_BYTES} that one may have`,
  );
}
