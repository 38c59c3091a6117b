// The same bounded exchange as the `fetch` that the official client works with.
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { bounded, type Network, open } from './exchange.js';

/** Statuses whose answers have no body. */
const EMPTY = new Set([101, 204, 205, 304]);

/** @param signal bounds every request, whatever the client's own signal says */
export function webFetch(
  network: Network,
  signal: AbortSignal,
): (url: string | URL, init?: RequestInit) => Promise<Response> {
  return async (target, init = {}) => {
    const url = new URL(target);
    const incoming = await open(network, {
      method: init.method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' && { body: init.body }),
      signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal,
    });
    const status = incoming.statusCode ?? 0;
    const isEmpty = EMPTY.has(status);
    if (isEmpty) incoming.resume();
    const body = isEmpty ? null : streamOf(Readable.from(bounded(incoming, url)));
    return new Response(body, { status, headers: headersOf(incoming.headers) });
  };
}

function streamOf(readable: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(readable);
}

function headersOf(headers: IncomingHttpHeaders): Headers {
  return new Headers(
    Object.entries(headers).flatMap(([name, value = '']): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : value.map((each) => [name, each]),
    ),
  );
}
