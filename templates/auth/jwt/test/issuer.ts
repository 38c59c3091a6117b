// A loopback issuer: keys of its own, the documents a test gives it, and tokens signed as a real one does.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

const KEY = { alg: 'RS256', kid: 'of-the-test', use: 'sig' };

export interface Issuer {
  /** `http://127.0.0.1:<port>`; its keys are at `/keys`. */
  readonly url: string;
  /** Signs what is claimed, for five minutes unless `exp` is; `forged` with a key that is not the issuer's. */
  sign(claims: JWTPayload, forged?: 'forged'): Promise<string>;
}

/** What it answers at a path, given the form that is posted there. */
export type Answers = Readonly<Record<string, (form: URLSearchParams) => object | Promise<object>>>;

/** Ends with the process. */
export async function startIssuer(
  answers: (issuer: Issuer) => Answers = () => ({}),
): Promise<Issuer> {
  const [own, other] = [await generateKeyPair(KEY.alg), await generateKeyPair(KEY.alg)];
  const keys = [{ ...(await exportJWK(own.publicKey)), ...KEY }];
  const server = createServer(async (request, response) => {
    const all: Answers = { '/keys': () => ({ keys }), ...answers(issuer) };
    const body = await all[request.url ?? '']?.(await formOf(request));
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer: Issuer = {
    url: `http://127.0.0.1:${port}`,
    sign: (claims, forged) =>
      new SignJWT({ exp: Math.floor(Date.now() / 1000) + 300, ...claims })
        .setProtectedHeader({ alg: KEY.alg, kid: KEY.kid })
        .sign(forged === undefined ? own.privateKey : other.privateKey),
  };
  return issuer;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await text(request));
}
