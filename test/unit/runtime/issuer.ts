// An issuer that behaves as a test says: its documents, its keys, its faults, and tokens signed in any way.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { CompactSign, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters } from 'jose';

export type Fault =
  | 'down'
  | 'slow'
  | 'redirects'
  | 'html'
  | 'broken'
  | 'foreign'
  | 'keyless'
  | 'missing';

export interface TestKey {
  readonly kid: string;
  readonly alg: string;
  readonly publicJwk: JWK;
  /** Whatever is claimed, also what no library would let one claim. */
  sign(claims: object, header?: Partial<JWTHeaderParameters>): Promise<string>;
}

export interface TestIssuer {
  readonly url: string;
  /** Paths asked for so far. */
  readonly asked: string[];
  /** What its key set holds from now on. */
  keys: readonly TestKey[];
  /** What goes wrong from now on. */
  fault: Fault | undefined;
  /** Where its metadata is; everything else but `/keys` is missing. */
  metadataAt: string;
  /** What its metadata says the issuer is. */
  name: string;
  close(): Promise<void>;
}

export async function makeKey(kid: string, alg = 'RS256'): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    kid,
    alg,
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (claims, header) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg, kid, ...header })
        .sign(privateKey, { crit: { x: true } }),
  };
}

export async function startTestIssuer(keys: readonly TestKey[]): Promise<TestIssuer> {
  const server = createServer((request, response) => {
    issuer.asked.push(request.url ?? '');
    answer(issuer, request.url ?? '', response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const issuer: TestIssuer = {
    url,
    asked: [],
    keys,
    fault: undefined,
    metadataAt: '/.well-known/oauth-authorization-server',
    name: url,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}

function answer(issuer: TestIssuer, path: string, response: ServerResponse): void {
  const { fault, url, name, keys, metadataAt } = issuer;
  if (fault === 'down') return void response.destroy();
  if (fault === 'slow') return;
  if (fault === 'redirects')
    return void response.writeHead(302, { location: `${url}/login` }).end();
  if (fault === 'html') return void response.end('<!doctype html><title>Sign in</title>');
  if (fault === 'broken' || fault === 'missing') {
    return void response.writeHead(fault === 'broken' ? 500 : 404).end();
  }
  if (path === '/keys') {
    const listed = fault === 'keyless' ? [] : keys.map(({ publicJwk }) => publicJwk);
    return void response.end(JSON.stringify({ keys: listed }));
  }
  if (path !== metadataAt) return void response.writeHead(404).end();
  const named = fault === 'foreign' ? 'https://foreign.example' : name;
  response.end(JSON.stringify({ issuer: named, jwks_uri: `${url}/keys` }));
}

/** Seconds since 1970, from now. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** A token that claims to be signed by `alg`, with whatever as its signature. */
export function unsigned(header: object, claims: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${signature}`;
}
