// Plain HTTP against a running server: every header, method and byte as the test says.
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { TOKEN } from './harness.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  /** Over a JSON content type and a valid token; null takes one away. */
  readonly headers?: Record<string, string | null>;
  readonly body?: string;
}

export function raw(port: number, options: RawRequest = {}): Promise<Answer> {
  const { method = 'POST', path = '/mcp', body = '' } = options;
  const all = {
    'content-type': 'application/json',
    authorization: `Bearer ${TOKEN}`,
    ...options.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (got) => {
        const chunks: Buffer[] = [];
        got.on('data', (chunk: Buffer) => chunks.push(chunk));
        got.on('error', reject);
        got.on('end', () =>
          resolve({
            status: got.statusCode ?? 0,
            headers: got.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A request whose client may leave before the answer, or read it slowly. */
export function post(port: number, body: string, headers: Record<string, string> = {}): Socket {
  const all = {
    host: 'localhost',
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const socket = connect(port, '127.0.0.1');
  socket.write(['POST /mcp HTTP/1.1', ...head, '', body].join('\r\n'));
  return socket;
}

let lastId = 0;

/** A JSON-RPC request as text. */
export function rpc(method: string, params: unknown = {}): string {
  lastId += 1;
  return JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params });
}

/** A tools/call as text. */
export function call(name: string, args: unknown = {}, meta?: unknown): string {
  return rpc('tools/call', {
    name,
    arguments: args,
    ...(meta === undefined ? {} : { _meta: meta }),
  });
}

export function initialize(): string {
  return rpc('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1.0.0' },
  });
}

/** The JSON-RPC message of an answer, whether it came as JSON or as the last event of a stream. */
export function message(
  answer: Answer,
): Record<string, unknown> & { result?: Record<string, unknown> } {
  const data = answer.text
    .match(/^data: (\{.*)$/gm)
    ?.at(-1)
    ?.slice('data: '.length);
  return JSON.parse(data ?? answer.text);
}

/** Asks again until the expectation holds; a busy machine gets its time. */
export function eventually<T>(ask: () => T) {
  return expect.poll(ask, { timeout: 20_000 });
}
