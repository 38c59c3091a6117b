// An S3 server from npm, a kept fork of s3rver, behind a gate that checks every signature with aws4.
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { scratch } from './project.ts';
import { npmInstall } from './run.ts';

export const KEYS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
export const REGION = 'us-east-1';

export interface S3Server {
  /** Of clients; `AWS_ENDPOINT_URL_S3`. */
  readonly endpoint: string;
  /** What came so far. */
  readonly requests: readonly {
    readonly method: string;
    readonly authorization: string | undefined;
  }[];
  /** While true nothing is answered but errors. */
  broken: boolean;
  stop(): Promise<void>;
}

interface Aws4 {
  readonly RequestSigner: new (
    request: object,
    keys: typeof KEYS,
  ) => { sign(): { readonly path: string; readonly headers: { readonly Authorization?: string } } };
}
interface S3rver {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}

/** With one empty bucket, `bucket`. */
export async function startS3(): Promise<S3Server> {
  const dir = await scratch('s3');
  await npmInstall(
    dir,
    '--prefix',
    dir,
    '--ignore-scripts',
    '@20minutes/s3rver@4.0.4',
    'aws4@1.13.2',
  );
  const require = createRequire(join(dir, 'of.js'));
  const Server: new (options: object) => S3rver = require('@20minutes/s3rver');
  const aws4: Aws4 = require('aws4');
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    allowMismatchedSignatures: true,
    directory: join(dir, 'data'),
    configureBuckets: [{ name: 'bucket' }],
  });
  const { port } = await server.run();
  const requests: { method: string; authorization: string | undefined }[] = [];
  const state = { broken: false };
  const gate = createServer((request, response) => {
    const { method = '', headers } = request;
    requests.push({ method, authorization: headers.authorization });
    if (state.broken) refuse(response, 503, 'SlowDown');
    else if (!isSigned(request, aws4)) refuse(response, 403, 'SignatureDoesNotMatch');
    else forward(request, response, port);
  });
  const address = await new Promise<AddressInfo | string | null>((resolve) => {
    gate.listen(0, '127.0.0.1', () => resolve(gate.address()));
  });
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(state, {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    async stop() {
      gate.close();
      gate.closeAllConnections();
      await server.close();
    },
  });
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>refused by the gate</Message></Error>`);
}

/** In the header, or in the query: what aws4 makes of the same request. */
function isSigned({ method, url = '', headers }: IncomingMessage, aws4: Aws4): boolean {
  const { authorization = '' } = headers;
  const query = new URL(url, 'http://s3').searchParams;
  const names =
    query.get('X-Amz-SignedHeaders') ?? /SignedHeaders=([^,]*)/.exec(authorization)?.[1];
  const signed = Object.fromEntries(
    (names ?? '').split(';').map((name) => [name, String(headers[name] ?? '')]),
  );
  const options = { method, host: headers.host, headers: signed, service: 's3', region: REGION };
  const given = query.get('X-Amz-Signature');
  if (given === null) {
    const { headers: expected } = new aws4.RequestSigner({ ...options, path: url }, KEYS).sign();
    return expected.Authorization === authorization;
  }
  const path = url.replace(/&X-Amz-Signature=[^&]*/, '');
  const { path: expected } = new aws4.RequestSigner(
    { ...options, path, signQuery: true },
    KEYS,
  ).sign();
  return expected.endsWith(`X-Amz-Signature=${given}`);
}

function forward(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const onward = send({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => response.destroy(error));
  request.pipe(onward);
}
