// GET /files/{id}: a file for whom it was made for, or for who has a signed link. One answer for all others.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Problem, sendProblem } from '../exchange.ts';
import { pathOf } from '../gates.ts';
import type { Log } from '../log.ts';
import type { Route } from '../service.ts';
import type { Links } from './links.ts';
import { attachment } from './names.ts';
import type { Place, Source } from './place.ts';
import { type ByteRange, rangeOf } from './range.ts';
import { bytesOf, type FileRow, isFileId, readRow } from './rows.ts';

const PREFIX = '/files/';
/** Unknown, foreign, expired and malformed ids look alike. */
const NONE: Problem = { status: 404, code: -32000, message: 'no such file' };
const METHODS: Problem = {
  status: 405,
  code: -32000,
  message: 'method not allowed',
  headers: { allow: 'GET, HEAD' },
};

export function createRoute(place: Place, links: Links, log: Log): Route {
  return {
    serves: (path) => path.startsWith(PREFIX),
    async serve({ request, response, caller }) {
      const { method } = request;
      const id = pathOf(request).slice(PREFIX.length);
      if (method !== 'GET' && method !== 'HEAD') return refused(response, METHODS);
      if (!isFileId(id)) return refused(response, NONE);
      const byLink = links.isGood(id, queryOf(request));
      if (!byLink && caller === undefined) return 'needs credentials';
      const row = await readRow(place, id);
      const isTheirs = byLink || row?.caller === caller;
      if (row === undefined || !isTheirs || row.expires <= Date.now())
        return refused(response, NONE);
      const presented = { contentType: row.mimeType, disposition: attachment(row.name) };
      const source = await place.source(bytesOf(id), method, presented);
      if (source === undefined) return refused(response, NONE);
      log.info({ file: id, method, caller: byLink ? 'link' : caller }, 'file');
      return send(source, row, request, response);
    },
  };
}

function queryOf({ url = '' }: IncomingMessage): string {
  return url.slice(url.indexOf('?') + 1 || url.length);
}

function refused(response: ServerResponse, problem: Problem): 'served' {
  sendProblem(response, problem);
  return 'served';
}

async function send(
  source: Source,
  row: FileRow,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<'served'> {
  if (source.kind === 'link') {
    // It is good for a while only, and for this client alone.
    const headers = { location: source.url, 'cache-control': 'no-store', 'content-length': 0 };
    response.writeHead(302, headers).end();
    return 'served';
  }
  try {
    await sendBytes(source, row, request, response);
  } finally {
    await source.close();
  }
  return 'served';
}

type Bytes = Extract<Source, { kind: 'bytes' }>;

async function sendBytes(
  source: Bytes,
  row: FileRow,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = headersOf(row);
  const { size } = source;
  if (isKnown(request, headers.etag)) return void response.writeHead(304, headers).end();
  const range = wantedRange(request, headers.etag, size);
  if (range === 'none') {
    const none = { ...headers, 'content-range': `bytes */${size}`, 'content-length': 0 };
    return void response.writeHead(416, none).end();
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
  const length = { 'content-length': end - start + 1 };
  if (range === 'whole') response.writeHead(200, { ...headers, ...length });
  else {
    const part = { 'content-range': `bytes ${start}-${end}/${size}` };
    response.writeHead(206, { ...headers, ...length, ...part });
  }
  if (request.method === 'HEAD' || end < start) return void response.end();
  await pipeline(source.read(start, end), response);
}

/** A file is never shown by a browser in the name of this server: it is downloaded, as what it was declared. */
function headersOf({ id, name, mimeType }: FileRow) {
  return {
    'content-type': mimeType,
    'content-disposition': attachment(name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    // What lies under an id never changes.
    etag: `"${id}"`,
  };
}

function isKnown({ headers }: IncomingMessage, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known?.some((each) => each === etag || each === '*') ?? false;
}

function wantedRange(
  { method, headers }: IncomingMessage,
  etag: string,
  size: number,
): ByteRange | 'whole' | 'none' {
  const condition = headers['if-range'] ?? etag;
  return method === 'GET' && condition === etag ? rangeOf(headers.range, size) : 'whole';
}
