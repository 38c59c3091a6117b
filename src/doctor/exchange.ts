// One HTTP exchange with bounds: never redirected, never longer than its signal, never larger than its limit.
import { type IncomingHttpHeaders, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { bareHost } from './place.js';

/** What stands between here and the server; tests put a name server and an authority of their own here. */
export interface Network {
  readonly lookup?: LookupFunction;
  /** PEM of an authority to trust besides the system's. */
  readonly ca?: string;
}

export interface Ask {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Whether what has come of the body is enough; all of it is waited for unless given. */
  readonly until?: (text: string) => boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Milliseconds until the first byte. */
  readonly firstByte: number;
}

/** No answer: the code of Node, or `TIMEOUT`, or `TOO_LARGE`. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly code: string;
  /** Who did not answer. */
  readonly url: URL;

  constructor(code: string, message: string, url: URL, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.url = url;
  }
}

export const BODY_LIMIT = 5 * 1024 * 1024;

/** @throws ExchangeError when there is no whole answer */
export async function exchange(network: Network, ask: Ask): Promise<Answer> {
  const start = performance.now();
  const incoming = await open(network, ask);
  const firstByte = Math.round(performance.now() - start);
  const { statusCode: status = 0, headers } = incoming;
  const text = await textOf(incoming, ask);
  return { status, headers, text, firstByte };
}

/** Resolves when the head of the answer is there. */
export function open(network: Network, ask: Ask): Promise<IncomingMessage> {
  const { method, url, headers, body, signal } = ask;
  const { lookup, ca } = network;
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? secure : plain)(url, {
      method,
      headers: { 'user-agent': 'mcp-wrap-doctor', ...headers, ...lengthOf(body) },
      agent: false,
      signal,
      // Not the Host header, which a check may forge.
      servername: isIP(bareHost(url.hostname)) === 0 ? bareHost(url.hostname) : '',
      ...(lookup !== undefined && { lookup }),
      ...(ca !== undefined && { ca }),
    });
    outgoing.on('response', resolve);
    outgoing.on('error', (error) => reject(failure(error, ask)));
    outgoing.end(body);
  });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

/** The chunks of an answer, cut off at the limit. */
export async function* bounded(incoming: IncomingMessage, url: URL): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT) {
      throw new ExchangeError('TOO_LARGE', 'the answer is larger than 5 MB', url);
    }
    yield bytes;
  }
}

async function textOf(incoming: IncomingMessage, ask: Ask): Promise<string> {
  const { until, url } = ask;
  const chunks: Buffer[] = [];
  const text = () => Buffer.concat(chunks).toString('utf8');
  if (until?.('')) incoming.destroy();
  else {
    try {
      for await (const chunk of bounded(incoming, url)) {
        chunks.push(chunk);
        if (until?.(text())) break;
      }
    } catch (error) {
      throw failure(error, ask);
    }
  }
  return text();
}

function failure(error: unknown, { signal, url }: Ask): ExchangeError {
  if (error instanceof ExchangeError) return error;
  if (signal.aborted) {
    return new ExchangeError('TIMEOUT', 'no answer in time', url, { cause: error });
  }
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string';
  const message = error instanceof Error ? error.message : String(error);
  return new ExchangeError(isCoded ? String(error.code) : 'FAILED', message, url, { cause: error });
}
