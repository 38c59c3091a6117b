// Servers for the doctor: one that is well, and many that each have one fault.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { LookupFunction } from 'node:net';
import { diagnose, type Examination } from '../../../src/doctor/doctor.ts';
import type { CheckResult, Report } from '../../../src/doctor/report.ts';
import { readTarget } from '../../../src/doctor/target.ts';
import type { Certificate } from '../../helpers/certificate.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface Running {
  readonly port: number;
  /** `http://127.0.0.1:<port>/mcp` */
  readonly url: string;
  /** What was asked so far. */
  readonly seen: readonly Seen[];
  stop(): Promise<void>;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server on a free port of this machine; over TLS where it has a certificate. */
export async function serve(handler: Handler, certificate?: Certificate): Promise<Running> {
  const seen: Seen[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, path: url, headers, body });
      handler(request, response, body);
    });
  };
  const server = certificate
    ? createTlsServer({ ...certificate }, listener)
    : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const scheme = certificate ? 'https' : 'http';
  return {
    port: address.port,
    url: `${scheme}://127.0.0.1:${address.port}/mcp`,
    seen,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function reply(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers).end(text);
}

export function replyJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  reply(response, status, JSON.stringify(value), {
    'content-type': 'application/json',
    ...headers,
  });
}

/** Every name is this machine. */
export const everyNameIsHere: LookupFunction = (_name, { all }, done) => {
  if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

export interface Examined {
  readonly report: Report;
  of(id: string): CheckResult;
}

/** The doctor on `url`, with the time that users give it. */
export async function examine(
  url: string,
  headers: readonly string[] = [],
  more: Partial<Examination> = {},
): Promise<Examined> {
  const report = await diagnose({
    target: readTarget(url, headers),
    signal: new AbortController().signal,
    now: Date.now(),
    ...more,
  });
  return {
    report,
    of: (id) => {
      const found = report.checks.find((check) => check.id === id);
      if (found === undefined) throw new Error(`no check ${id}`);
      return found;
    },
  };
}
