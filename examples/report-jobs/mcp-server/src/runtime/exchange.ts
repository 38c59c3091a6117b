// One HTTP exchange: the body in, read once within its limit; the answer out, as text or as a stream.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer of our own, in the shape JSON-RPC clients read. */
export interface Problem {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parsed body, or why there is none: 415, 413, 400. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ readonly body: unknown } | { readonly problem: Problem }> {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (type !== 'application/json' || encoding !== 'identity') {
    return { problem: { status: 415, code: -32000, message: 'the body must be application/json' } };
  }
  const bytes = await collect(request, limit);
  if (bytes === undefined) {
    const message = `the body is larger than ${limit} bytes`;
    return { problem: { status: 413, code: -32000, message } };
  }
  try {
    return { body: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { problem: { status: 400, code: -32700, message: 'the body is not valid JSON' } };
  }
}

/** Undefined when there is more than `limit`; the rest is then discarded, so that the answer arrives. */
async function collect(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** Aborts when the client goes away before its answer is complete. */
export function disconnectSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('the client disconnected'));
  });
  return controller.signal;
}

/** A web Request with the headers that the protocol knows and no others: no credential goes further. */
export function toRequest(request: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (isProtocolHeader(name) && typeof value === 'string') headers.set(name, value);
  }
  const accept = headers.get('accept') ?? '*/*';
  if (accept.includes('*/*')) headers.set('accept', 'application/json, text/event-stream');
  return new Request('http://localhost/mcp', { method: request.method ?? 'GET', headers, signal });
}

function isProtocolHeader(name: string): boolean {
  return name.startsWith('mcp-') || /^(accept|content-type|last-event-id)$/.test(name);
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
}

/** Resolves when all of the answer has left, or its client has. */
export function sent(response: ServerResponse): Promise<void> {
  if (response.writableFinished || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => response.once('close', resolve));
}

/**
 * Writes a web Response: JSON at once (and returns its text), an event stream as it comes. Ends early when
 * `gone` aborts; without it a stream is read to its end, for a client that may go but must not end the work.
 */
export async function send(
  answer: Response,
  response: ServerResponse,
  gone: AbortSignal | undefined,
): Promise<string | undefined> {
  const headers = Object.fromEntries(answer.headers);
  if (headers['content-type']?.startsWith('text/event-stream') && answer.body !== null) {
    response.writeHead(answer.status, { ...headers, 'x-accel-buffering': 'no' });
    response.flushHeaders();
    await stream(answer.body, response, gone);
    return undefined;
  }
  const text = await answer.text();
  sendText(response, answer.status, headers, text);
  return text;
}

async function stream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  gone: AbortSignal | undefined,
): Promise<void> {
  const reader = body.getReader();
  gone?.addEventListener('abort', () => void reader.cancel(), { once: true });
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (!response.destroyed && !response.write(next.value)) await drained(response);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

export function sendText(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, { 'content-type': 'application/json' }, JSON.stringify(value));
}

export function sendProblem(response: ServerResponse, problem: Problem, id: unknown = null): void {
  const { status, code, message, headers = {} } = problem;
  const text = JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id });
  sendText(response, status, { 'content-type': 'application/json', ...headers }, text);
}
