// Auth kinds over HTTP: metadata before there is a token, the answers of a refusal, credentials in wrong places.
import { connect } from 'node:net';
import { discoverOAuthProtectedResourceMetadata } from '@modelcontextprotocol/sdk/client/auth.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAuth } from '../../../templates/auth/oauth/src/runtime/auth.ts';
import { type Running, startServer, TOKEN } from './harness.ts';
import { inSeconds, makeKey, startTestIssuer, type TestIssuer, type TestKey } from './issuer.ts';
import { prepareService, surface } from './project/wiring.gen.ts';
import { call, message, type RawRequest, raw, rpc } from './raw.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

let issuer: TestIssuer;
let key: TestKey;
beforeAll(async () => {
  key = await makeKey('current');
  issuer = await startTestIssuer([key]);
});
afterEach(() => {
  issuer.fault = undefined;
});
afterAll(() => issuer.close());

function start(env: Record<string, string> = {}): Promise<Running> {
  const all = { OAUTH_ISSUER: issuer.url, ...env };
  return startServer(all, { prepareService, surface, createAuth });
}

async function tokenFor(aud: string): Promise<string> {
  const claims = { iss: issuer.url, aud, sub: 'alice', exp: inSeconds(60) };
  return `Bearer ${await key.sign(claims)}`;
}

describe('a resource on a port of its own', () => {
  let running: Running;
  beforeAll(async () => {
    running = await start({ OAUTH_SCOPES: '' });
  });
  afterAll(() => running.stop());

  it.each([WELL_KNOWN, `${WELL_KNOWN}/mcp`])('tells everybody at %s', async (path) => {
    const got = await raw(running.port, { method: 'GET', path, headers: { authorization: null } });
    expect(got.status).toBe(200);
    expect(got.headers['content-type']).toBe('application/json');
    expect(JSON.parse(got.text)).toEqual({
      resource: running.url,
      authorization_servers: [issuer.url],
      bearer_methods_supported: ['header'],
    });
  });

  it.each<[string, string, string, Record<string, string>, number]>([
    ['POST', 'POST', WELL_KNOWN, {}, 405],
    ['HEAD', 'HEAD', WELL_KNOWN, {}, 200],
    ['another path below', 'GET', `${WELL_KNOWN}/other`, {}, 404],
    ['a foreign Host', 'GET', WELL_KNOWN, { host: 'evil.example' }, 403],
    ['a foreign Origin', 'GET', WELL_KNOWN, { origin: 'https://evil.example' }, 403],
  ])('its metadata: %s', async (_name, method, path, headers, status) => {
    const request = { method, path, headers: { authorization: null, ...headers } };
    expect((await raw(running.port, request)).status).toBe(status);
  });

  it('is found by the client of 2025, too', async () => {
    const found = await discoverOAuthProtectedResourceMetadata(running.url);
    expect(found.resource).toBe(running.url);
  });

  it('takes a token for its address, and calls for who it names', async () => {
    const authorization = await tokenFor(running.url);
    const got = await raw(running.port, {
      headers: { authorization },
      body: call('echo', { text: 'hi' }),
    });
    expect(got.status).toBe(200);
    const line = running.lines.find(({ msg }) => msg === 'call');
    expect(line).toMatchObject({ caller: 'alice', outcome: 'ok' });
    expect(JSON.stringify(running.lines)).not.toContain('eyJ');
  });

  it('answers 503 while its issuer is away, and says in its log what to do', async () => {
    const fresh = await start();
    issuer.fault = 'down';
    const authorization = await tokenFor(fresh.url);
    const got = await raw(fresh.port, { headers: { authorization }, body: rpc('tools/list') });
    expect(got.status).toBe(503);
    expect(message(got)).toMatchObject({ error: { message: expect.stringContaining('verified') } });
    expect(got.text).not.toContain(issuer.url);
    expect(JSON.stringify(fresh.lines)).toContain(`no keys of OAUTH_ISSUER ${issuer.url}`);
    await fresh.stop();
  });
});

describe('a resource below a path', () => {
  it('has its metadata where RFC 9728 puts it, and where a proxy that takes the path off asks', async () => {
    const running = await start({ PUBLIC_BASE_URL: 'https://example.com/notes/' });
    const refused = await raw(running.port, { headers: { authorization: null } });
    const metadata = `https://example.com${WELL_KNOWN}/notes/mcp`;
    expect(refused.headers['www-authenticate']).toBe(`Bearer resource_metadata="${metadata}"`);
    for (const path of [WELL_KNOWN, `${WELL_KNOWN}/mcp`, `${WELL_KNOWN}/notes/mcp`]) {
      const got = await raw(running.port, {
        method: 'GET',
        path,
        headers: { authorization: null },
      });
      expect(JSON.parse(got.text)).toMatchObject({ resource: 'https://example.com/notes/mcp' });
    }
    const authorization = await tokenFor('https://example.com/notes/mcp');
    const list = { headers: { authorization }, body: rpc('tools/list') };
    expect((await raw(running.port, list)).status).toBe(200);
    await running.stop();
  });
});

describe('credentials in wrong places', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startServer();
  });
  afterAll(() => running.stop());

  it.each(['token', 'access_token', 'ACCESS_TOKEN'])(
    '%s in the address is never read',
    async (name) => {
      const path = `/mcp?a=b&${name}=${TOKEN}`;
      const got = await raw(running.port, { path, headers: { authorization: null } });
      expect(got.status).toBe(401);
      expect(got.text).toContain('a token in the address is never read');
      expect(JSON.stringify(running.lines) + got.text).not.toContain(TOKEN);
    },
  );

  it.each<[string, RawRequest, number]>([
    ['beside a good header', { body: rpc('tools/list') }, 200],
    ['at another path', { path: '/sse' }, 404],
    ['for a foreign host', { headers: { host: 'evil.example' } }, 403],
    ['with a method that nothing answers', { method: 'PUT' }, 405],
  ])('%s it is not logged either', async (_, request, status) => {
    const path = `${request.path ?? '/mcp'}?token=s3cret-in-the-address`;
    expect((await raw(running.port, { ...request, path })).status).toBe(status);
    expect(JSON.stringify(running.lines)).not.toContain('s3cret');
  });

  it('two Authorization headers are refused, whichever would be valid', async () => {
    const head = [
      'POST /mcp HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${TOKEN}`,
      'Authorization: Bearer other',
      'Connection: close',
      'Content-Length: 0',
    ];
    const socket = connect(running.port, '127.0.0.1');
    socket.end(`${head.join('\r\n')}\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1.1 400 [\s\S]*more than one Authorization header/);
  });
});
