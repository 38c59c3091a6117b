// What the doctor says of OAuth documents: this server's, and its issuer's.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../helpers/certificate.ts';
import { mcpServer } from './mcp-server.ts';
import {
  type Examined,
  everyNameIsHere,
  examine,
  type Running,
  replyJson,
  serve,
} from './servers.ts';

const running: Running[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

interface Documents {
  readonly resource?: string;
  readonly servers?: readonly unknown[];
  /** Whether WWW-Authenticate names the metadata. */
  readonly named?: boolean;
  /** Paths where the resource's metadata is. */
  readonly at?: readonly string[];
  readonly issuer?: Readonly<Record<string, unknown>>;
  readonly issuerAt?: string;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const PKCE = { code_challenge_methods_supported: ['S256'], registration_endpoint: 'https://x/r' };

/** A server that is its own issuer. */
async function look(documents: Documents): Promise<Examined> {
  const { named = true, at = [`${WELL_KNOWN}/mcp`], issuer = PKCE } = documents;
  const { issuerAt = '/.well-known/oauth-authorization-server' } = documents;
  const first = ({ url = '', headers }: IncomingMessage, response: ServerResponse) => {
    const origin = `http://${headers.host}`;
    if (at.includes(url)) {
      const { resource = `${origin}/mcp`, servers = [origin] } = documents;
      replyJson(response, 200, { resource, authorization_servers: servers });
    } else if (url === issuerAt) {
      replyJson(response, 200, { issuer: origin, ...issuer });
    } else if (url === '/mcp' && named) {
      const challenge = `Bearer resource_metadata="${origin}${at[0] ?? WELL_KNOWN}"`;
      replyJson(response, 401, { error: 'x' }, { 'www-authenticate': challenge });
    } else return false;
    return true;
  };
  const server = await serve(mcpServer({ token: 'a-token', first }));
  running.push(server);
  return examine(server.url);
}

describe('this server', () => {
  it('is described where WWW-Authenticate says', async () => {
    const { of } = await look({});
    expect(of('oauth-metadata')).toMatchObject({
      status: 'PASS',
      detail: expect.stringMatching(
        /^metadata at \/\.well-known\/oauth-protected-resource\/mcp; tokens/,
      ),
    });
    expect(of('oauth-issuer').status).toBe('PASS');
  });

  it('advertises nothing', async () => {
    const { of } = await look({ named: false, at: [] });
    expect(of('oauth-metadata').status).toBe('SKIP');
    expect(of('oauth-issuer').status).toBe('SKIP');
  });

  it.each([
    ['names what is not there', { at: [] }, 'FAIL', /where there is no metadata/],
    ['does not name what is there', { named: false }, 'WARN', /does not name it/],
    [
      'is found at the root, too',
      { named: false, at: [WELL_KNOWN] },
      'WARN',
      /metadata at \S+resource, but/,
    ],
    [
      'is another',
      { resource: 'https://other.example/mcp' },
      'FAIL',
      /is of https:\/\/other\.example/,
    ],
    ['is no URL', { resource: 'mcp' }, 'FAIL', /is of mcp, not of/],
    ['has no issuer', { servers: [] }, 'FAIL', /no authorization server/],
    ['has an issuer that is no text', { servers: [7] }, 'FAIL', /no authorization server/],
  ])('%s', async (_name, documents, status, detail) => {
    const { of } = await look(documents);
    expect(of('oauth-metadata')).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });

  it('names this machine, and is elsewhere: nobody is asked', async () => {
    const certificate = selfSigned({ hosts: ['mcp.acme.com'], lasts: 90 });
    const inside = await serve((_request, response) => replyJson(response, 200, {}));
    const challenge = `Bearer resource_metadata="http://127.0.0.1:${inside.port}/x"`;
    const server = await serve(
      (_request, response) => replyJson(response, 401, {}, { 'www-authenticate': challenge }),
      certificate,
    );
    running.push(inside, server);
    const network = { lookup: everyNameIsHere, ca: certificate.cert };
    const { of } = await examine(`https://mcp.acme.com:${server.port}/mcp`, [], { network });
    expect(of('oauth-metadata')).toMatchObject({
      status: 'FAIL',
      fix: expect.stringMatching(/PUBLIC_BASE_URL/),
    });
    expect(inside.seen).toEqual([]);
  });

  it('is described from above', async () => {
    const first = ({ url = '', headers }: IncomingMessage, response: ServerResponse) => {
      if (url !== WELL_KNOWN) return false;
      const origin = `http://${headers.host}`;
      replyJson(response, 200, { resource: origin, authorization_servers: [origin] });
      return true;
    };
    const server = await serve(mcpServer({ token: 'a-token', first }));
    running.push(server);
    expect((await examine(server.url)).of('oauth-metadata')).toMatchObject({
      status: 'WARN',
      detail: expect.stringMatching(/some clients insist/),
    });
  });
});

describe('who issues tokens', () => {
  it.each([
    [
      'is found by OpenID Connect',
      { issuerAt: '/.well-known/openid-configuration' },
      'PASS',
      /register/,
    ],
    [
      'takes documents of clients',
      {
        issuer: {
          ...PKCE,
          registration_endpoint: undefined,
          client_id_metadata_document_supported: true,
        },
      },
      'PASS',
      /register/,
    ],
    ['is silent', { issuerAt: '/nowhere' }, 'FAIL', /publishes no metadata/],
    [
      'has another name',
      { issuer: { ...PKCE, issuer: 'https://other.example' } },
      'FAIL',
      /calls itself https:\/\/other/,
    ],
    ['has no PKCE', { issuer: {} }, 'WARN', /PKCE/],
    [
      'registers nobody',
      { issuer: { code_challenge_methods_supported: ['S256'] } },
      'WARN',
      /no client register/,
    ],
    ['is no https URL', { servers: ['http://login.example'] }, 'FAIL', /no https URL/],
    [
      'is down',
      { servers: ['http://127.0.0.1:1'] },
      'FAIL',
      /nothing listens on 127\.0\.0\.1 port 1$/,
    ],
  ])('%s', async (_name, documents, status, detail) => {
    const { of } = await look(documents);
    expect(of('oauth-issuer')).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });
});
