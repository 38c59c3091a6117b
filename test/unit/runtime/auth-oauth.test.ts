// Auth "oauth": which tokens are let in, and what becomes of them while their issuer misbehaves.
import { createHmac, createPublicKey } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuth } from '../../../templates/auth/oauth/src/runtime/auth.ts';
import type { Auth, Verdict } from '../../../templates/project/src/runtime/credentials.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import {
  type Fault,
  inSeconds,
  makeKey,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
  unsigned,
} from './issuer.ts';

const RESOURCE = 'https://mcp.example.com/mcp';
const METADATA = 'https://mcp.example.com/.well-known/oauth-protected-resource/mcp';

let issuer: TestIssuer;
let key: TestKey;
let other: TestKey;
beforeAll(async () => {
  key = await makeKey('current');
  other = await makeKey('other');
  issuer = await startTestIssuer([key]);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  Object.assign(issuer, { fault: undefined, keys: [key], name: issuer.url });
  issuer.metadataAt = '/.well-known/oauth-authorization-server';
  issuer.asked.length = 0;
});
afterAll(() => issuer.close());

function make(env: Record<string, string> = {}): Auth {
  const all = { PUBLIC_BASE_URL: 'https://mcp.example.com', OAUTH_ISSUER: issuer.url, ...env };
  const { value, problems } = createAuth(all, readSettings(all).value);
  expect(problems).toEqual([]);
  return value;
}

function claims(over: object = {}): object {
  return { iss: issuer.url, aud: RESOURCE, sub: 'alice', exp: inSeconds(60), ...over };
}

async function check(auth: Auth, token: string): Promise<Verdict> {
  return auth.check({ authorization: `Bearer ${token}` });
}

/** 200, 401, 403 or 503. */
function statusOf(verdict: Verdict): number {
  return 'caller' in verdict ? 200 : (verdict.status ?? 401);
}

describe('tokens that are let in', () => {
  it.each(['RS256', 'PS384', 'ES256', 'ES384', 'EdDSA'])('signed by %s', async (alg) => {
    const one = await makeKey(`of-${alg}`, alg);
    issuer.keys = [key, one];
    expect(await check(make(), await one.sign(claims()))).toEqual({ caller: 'alice', scopes: [] });
  });

  it.each<[string, object, object]>([
    ['a list of audiences', { aud: ['https://x.example', RESOURCE] }, { caller: 'alice' }],
    ['scope', { scope: 'read write' }, { scopes: ['read', 'write'] }],
    ['scp as a text', { scp: 'read' }, { scopes: ['read'] }],
    ['scp as a list', { scp: ['read', 'write'] }, { scopes: ['read', 'write'] }],
    ['scopes of no use', { scope: 7, scp: [null, {}] }, { scopes: [] }],
    ['a client that acts for nobody', { sub: undefined, client_id: 'c1' }, { caller: 'client:c1' }],
    ['a user of a client', { client_id: 'c1' }, { caller: 'alice' }],
    ['a clock that is 3 s behind', { nbf: inSeconds(3) }, { caller: 'alice' }],
  ])('%s', async (_name, over, expected) => {
    expect(await check(make(), await key.sign(claims(over)))).toMatchObject(expected);
  });

  it.each(['JWT', 'at+jwt', 'application/at+jwt'])('of the type %s', async (typ) => {
    expect(statusOf(await check(make(), await key.sign(claims(), { typ })))).toBe(200);
  });

  it('for the audience that is set, in place of the address', async () => {
    const auth = make({ OAUTH_AUDIENCE: 'api://notes' });
    expect(statusOf(await check(auth, await key.sign(claims({ aud: 'api://notes' }))))).toBe(200);
    expect(statusOf(await check(auth, await key.sign(claims())))).toBe(401);
  });
});

describe('tokens that are refused', () => {
  const pem = () =>
    createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
  const confused = (secret: string | Buffer) => {
    const text = unsigned({ alg: 'HS256', kid: 'current' }, claims()).slice(0, -1);
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const tampered = async () => {
    const [head, , signature] = (await key.sign(claims())).split('.');
    return `${head}.${unsigned({}, claims({ sub: 'boss' })).split('.')[1]}.${signature}`;
  };

  it.each<[string, () => string | Promise<string>]>([
    ['forged', () => other.sign(claims(), { kid: 'current' })],
    ['of a key nobody has heard of', () => other.sign(claims())],
    ['tampered with', tampered],
    ['expired', () => key.sign(claims({ exp: inSeconds(-10) }))],
    ['not valid yet', () => key.sign(claims({ nbf: inSeconds(60) }))],
    ['without an end', () => key.sign(claims({ exp: undefined }))],
    ['with an end that is no number', () => key.sign(claims({ exp: 'never' }))],
    ['for another server', () => key.sign(claims({ aud: `${RESOURCE}/x` }))],
    ['for the origin alone', () => key.sign(claims({ aud: 'https://mcp.example.com' }))],
    ['for nobody', () => key.sign(claims({ aud: undefined }))],
    ['of another issuer', () => key.sign(claims({ iss: 'https://other.example' }))],
    ['of nearly the issuer', () => key.sign(claims({ iss: `${issuer.url}/` }))],
    ['of no issuer', () => key.sign(claims({ iss: undefined }))],
    ['without a signature', () => unsigned({ alg: 'none' }, claims())],
    ['of alg none with a kid', () => unsigned({ alg: 'none', kid: 'current' }, claims(), 'x')],
    ['of alg nOnE', () => unsigned({ alg: 'nOnE', kid: 'current' }, claims())],
    ['HS256 by the public key as PEM', () => confused(pem())],
    ['HS256 by the modulus', () => confused(Buffer.from(key.publicJwk.n ?? '', 'base64url'))],
    ['HS256 by nothing', () => confused('')],
    ['by the key it brings', () => other.sign(claims(), { kid: 'current', jwk: other.publicJwk })],
    ['by the address it brings', () => other.sign(claims(), { jku: `${issuer.url}/evil` })],
    ['an id token', () => key.sign(claims(), { typ: 'id+jwt' })],
    ['a logout token', () => key.sign(claims(), { typ: 'logout+jwt' })],
    ['with demands we do not know', () => key.sign(claims(), { crit: ['x'], x: 1 })],
    ['of nobody', () => key.sign(claims({ sub: undefined }))],
    ['of an empty sub', () => key.sign(claims({ sub: '' }))],
    ['of a blank sub', () => key.sign(claims({ sub: '  ' }))],
    ['of a sub with a NUL', () => key.sign(claims({ sub: 'al\0ice' }))],
    ['oversized', () => key.sign(claims({ pad: 'x'.repeat(9000) }))],
    ['encrypted', () => 'a.b.c.d.e'],
    ['opaque', () => 'v1.opaque'],
    ['no JSON', () => 'AAAA.BBBB.CCCC'],
    ['empty parts', () => '..'],
    ['no base64', () => '!!!.???.***'],
    ['a placeholder', () => `\${NOTES_TOKEN}`],
    ['twice a scheme', async () => `Bearer ${await key.sign(claims())}`],
  ])('%s', async (_name, token) => {
    const auth = make();
    const verdict = await check(auth, await token());
    expect(statusOf(verdict)).toBe(401);
    expect(verdict).not.toHaveProperty('caller');
    expect(JSON.stringify(verdict)).not.toContain('eyJ');
  });

  it('whatever bytes they are', async () => {
    const auth = make();
    const good = await key.sign(claims());
    for (let index = 0; index < 300; index += 1) {
      const at = (index * 7919) % good.length;
      const byte = String.fromCharCode(33 + ((index * 31) % 94));
      const token = good.slice(0, at) + byte + good.slice(at + 1);
      if (token === good || token.at(-1) !== good.at(-1)) continue;
      expect(statusOf(await check(auth, token)), token).toBe(401);
    }
  });

  it('before anything is asked or computed, when they are none or too large', async () => {
    const auth = make();
    await check(auth, await key.sign(claims({ pad: 'x'.repeat(9000) })));
    await check(auth, 'opaque');
    await auth.check({});
    await auth.check({ authorization: 'Basic YTpi' });
    expect(issuer.asked).toEqual([]);
  });

  it('with words that help: to the client a little, to the operator all', async () => {
    const auth = make({ OAUTH_SCOPES: 'notes:read, notes:write' });
    const scope = 'scope="notes:read notes:write"';
    const none = await auth.check({});
    expect(none).toMatchObject({ challenge: `Bearer resource_metadata="${METADATA}", ${scope}` });
    const late = await check(auth, await key.sign(claims({ exp: inSeconds(-10) })));
    expect(late).toMatchObject({
      refused: 'this access token has expired',
      challenge: `Bearer error="invalid_token", resource_metadata="${METADATA}", ${scope}`,
    });
    const foreign = await check(auth, await key.sign(claims({ aud: 'x' })));
    expect(foreign).toMatchObject({
      hint: expect.stringContaining(`for "x", not for "${RESOURCE}"`),
    });
  });

  it('for want of scopes: 403, and what to ask for', async () => {
    const auth = make({ OAUTH_SCOPES: 'a b' });
    expect(statusOf(await check(auth, await key.sign(claims({ scope: 'b a c' }))))).toBe(200);
    const challenge = `Bearer error="insufficient_scope", resource_metadata="${METADATA}", scope="a b"`;
    expect(await check(auth, await key.sign(claims({ scope: 'a' })))).toMatchObject({
      status: 403,
      challenge,
    });
    expect(auth.stepUp?.(['c', 'a'])).toMatchObject({
      status: 403,
      challenge: challenge.replace('a b', 'a b c'),
    });
  });
});

describe('the issuer', () => {
  it.each<[Fault, RegExp]>([
    ['down', /cannot be reached/],
    ['redirects', /redirects to .*login, which is not followed/],
    ['html', /no JSON/],
    ['broken', /answers 500/],
    ['missing', /answers 404/],
    ['foreign', /of the issuer "https:\/\/foreign.example", not of this one/],
    ['keyless', /holds no keys/],
  ])('that is %s: 503, the reason in the log, and served again after', async (fault, reason) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const auth = make();
    issuer.fault = fault;
    const token = await key.sign(claims());
    const verdict = await check(auth, token);
    expect(verdict).toMatchObject({ status: 503, hint: expect.stringMatching(reason) });
    issuer.fault = undefined;
    const asked = issuer.asked.length;
    expect(statusOf(await check(auth, token))).toBe(503);
    expect(issuer.asked.length, 'not asked again at once').toBe(asked);
    vi.setSystemTime(Date.now() + 6000);
    expect(statusOf(await check(auth, token))).toBe(200);
  });

  it('that is slow: 503 when 5 s are over', async () => {
    const { timeout } = AbortSignal;
    const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(50));
    issuer.fault = 'slow';
    const verdict = await check(make(), await key.sign(claims()));
    expect(limit).toHaveBeenCalledWith(5000);
    expect(verdict).toMatchObject({
      status: 503,
      hint: expect.stringMatching(/no answer within 5 s/),
    });
  });

  it('is asked once by a hundred callers, and not again while its keys are fresh', async () => {
    const auth = make();
    const token = await key.sign(claims());
    const verdicts = await Promise.all(Array.from({ length: 100 }, () => check(auth, token)));
    expect(new Set(verdicts.map(statusOf))).toEqual(new Set([200]));
    await check(auth, await other.sign(claims()));
    expect(issuer.asked).toEqual(['/.well-known/oauth-authorization-server', '/keys']);
  });

  it('may rotate its keys: a new one is found, however many unknown ones come first', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const auth = make();
    expect(statusOf(await check(auth, await key.sign(claims())))).toBe(200);
    issuer.keys = [other];
    const forged = await makeKey('forged');
    for (let count = 0; count < 5; count += 1) await check(auth, await forged.sign(claims()));
    expect(issuer.asked).toHaveLength(2);
    vi.setSystemTime(Date.now() + 31_000);
    expect(statusOf(await check(auth, await other.sign(claims())))).toBe(200);
    expect(statusOf(await check(auth, await key.sign(claims())))).toBe(401);
    expect(issuer.asked).toHaveLength(4);
  });

  it('may be down for a while: known keys count for an hour, no longer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const auth = make();
    const status = async () => statusOf(await check(auth, await key.sign(claims())));
    expect(await status()).toBe(200);
    issuer.fault = 'down';
    vi.setSystemTime(Date.now() + 1_800_000);
    expect(await status()).toBe(200);
    vi.setSystemTime(Date.now() + 1_800_000);
    expect(await status()).toBe(503);
  });

  it('is asked again after SIGHUP: a key that was taken back is gone', async () => {
    const auth = make();
    const token = await key.sign(claims());
    expect(statusOf(await check(auth, token))).toBe(200);
    issuer.keys = [other];
    expect(statusOf(await check(auth, token))).toBe(200);
    expect(auth.reload()).toEqual({ problems: [] });
    expect(statusOf(await check(auth, token))).toBe(401);
  });

  it.each([
    '/.well-known/oauth-authorization-server/tenant',
    '/.well-known/openid-configuration/tenant',
    '/tenant/.well-known/openid-configuration',
  ])('with a path has its metadata at %s', async (place) => {
    const iss = `${issuer.url}/tenant`;
    Object.assign(issuer, { metadataAt: place, name: iss });
    const auth = make({ OAUTH_ISSUER: iss });
    expect(statusOf(await check(auth, await key.sign(claims({ iss }))))).toBe(200);
  });

  it('is meant to the letter, a slash at its end as well', async () => {
    const iss = `${issuer.url}/`;
    issuer.name = iss;
    const auth = make({ OAUTH_ISSUER: iss });
    expect(statusOf(await check(auth, await key.sign(claims({ iss }))))).toBe(200);
    expect(statusOf(await check(auth, await key.sign(claims())))).toBe(401);
  });
});

describe('settings', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{}, /^OAUTH_ISSUER is not set: .*https/],
    [{ OAUTH_ISSUER: `\${ISSUER}` }, /^OAUTH_ISSUER is a placeholder that was not expanded/],
    [{ OAUTH_ISSUER: 'auth.example.com' }, /^OAUTH_ISSUER is "auth.example.com": expected .*https/],
    [{ OAUTH_ISSUER: 'http://auth.example.com' }, /^OAUTH_ISSUER/],
    [{ OAUTH_ISSUER: 'https://u:p@auth.example.com' }, /^OAUTH_ISSUER/],
    [{ OAUTH_ISSUER: 'https://auth.example.com/?x' }, /^OAUTH_ISSUER/],
    [{ OAUTH_ISSUER: 'https://a.example', OAUTH_SCOPES: 'a "b"' }, /^OAUTH_SCOPES/],
    [
      { OAUTH_ISSUER: 'https://a.example', OAUTH_AUDIENCE: `\${AUD}` },
      /^OAUTH_AUDIENCE is a placeh/,
    ],
    [{ OAUTH_ISSUER: 'https://a.example', MCP_HOST: '0.0.0.0' }, /^PUBLIC_BASE_URL is not set/],
  ])('%j: refused by name', (env, problem) => {
    const { problems } = createAuth(env, readSettings(env).value);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });
});
