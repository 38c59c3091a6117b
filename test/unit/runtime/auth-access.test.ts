// Auth "cloudflare-access": what Cloudflare signed is let in, and nothing else.
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuth } from '../../../templates/auth/cloudflare-access/src/runtime/auth.ts';
import type { Auth, Verdict } from '../../../templates/project/src/runtime/credentials.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import {
  inSeconds,
  makeKey,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
  unsigned,
} from './issuer.ts';

const AUD = 'a1b2c3';

let edge: TestIssuer;
let key: TestKey;
let other: TestKey;
beforeAll(async () => {
  key = await makeKey('current');
  other = await makeKey('other');
  edge = await startTestIssuer([key]);
});
afterEach(() => {
  vi.useRealTimers();
  Object.assign(edge, { fault: undefined, keys: [key] });
  edge.asked.length = 0;
});
afterAll(() => edge.close());

function make(team = 'acme'): Auth {
  const env = {
    CF_ACCESS_TEAM_DOMAIN: team,
    CF_ACCESS_AUD: AUD,
    CF_ACCESS_CERTS_URL: `${edge.url}/keys`,
  };
  const { value, problems } = createAuth(env, readSettings(env).value);
  expect(problems).toEqual([]);
  return value;
}

function claims(over: object = {}): object {
  const iss = 'https://acme.cloudflareaccess.com';
  return { iss, aud: [AUD], email: 'ann@example.com', sub: 'u1', exp: inSeconds(60), ...over };
}

const headersOf = (token: string): IncomingHttpHeaders => ({ 'cf-access-jwt-assertion': token });

async function statusOf(verdict: Verdict | Promise<Verdict>): Promise<number> {
  const settled = await verdict;
  return 'caller' in settled ? 200 : (settled.status ?? 401);
}

describe('callers', () => {
  it.each<[string, object, string]>([
    ['a service token', { common_name: 'abc.access', sub: '', email: undefined }, 'abc.access'],
    ['a person', {}, 'ann@example.com'],
    ['a person without an address', { email: undefined }, 'u1'],
    ['a service token, whatever address it claims', { common_name: 'abc.access' }, 'abc.access'],
  ])('%s', async (_name, over, caller) => {
    expect(await make().check(headersOf(await key.sign(claims(over))))).toEqual({ caller });
  });

  it.each([
    'acme',
    'ACME',
    'acme.cloudflareaccess.com',
    'https://acme.cloudflareaccess.com',
    'https://acme.cloudflareaccess.com/',
  ])('of the team %s', async (team) => {
    expect(await statusOf(make(team).check(headersOf(await key.sign(claims()))))).toBe(200);
  });
});

describe('refused', () => {
  const confused = () => {
    const text = unsigned({ alg: 'HS256', kid: 'current' }, claims()).slice(0, -1);
    const secret = Buffer.from(key.publicJwk.n ?? '', 'base64url');
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const signedBy = async (alg: string) => {
    const one = await makeKey(`of-${alg}`, alg);
    edge.keys = [key, one];
    return one.sign(claims());
  };

  it.each<[string, () => string | Promise<string>]>([
    ['forged', () => other.sign(claims(), { kid: 'current' })],
    ['of an unknown key', () => other.sign(claims())],
    ['expired', () => key.sign(claims({ exp: inSeconds(-10) }))],
    ['not valid yet', () => key.sign(claims({ nbf: inSeconds(60) }))],
    ['without an end', () => key.sign(claims({ exp: undefined }))],
    ['of another application', () => key.sign(claims({ aud: ['x'] }))],
    ['of another team', () => key.sign(claims({ iss: 'https://evil.cloudflareaccess.com' }))],
    ['of alg none', () => unsigned({ alg: 'none' }, claims())],
    ['HS256 by the public key', confused],
    ['by another algorithm than RS256', () => signedBy('ES256')],
    ['by PS256', () => signedBy('PS256')],
    ['of nobody', () => key.sign(claims({ email: undefined, sub: '' }))],
    ['oversized', () => key.sign(claims({ groups: 'x'.repeat(9000) }))],
    ['two of them, as Node joins them', async () => `${await key.sign(claims())}, x`],
    ['garbage', () => 'garbage'],
  ])('%s', async (_name, token) => {
    expect(await statusOf(make().check(headersOf(await token())))).toBe(401);
  });

  it.each<[string, IncomingHttpHeaders, RegExp]>([
    ['nothing', {}, /did not come through Cloudflare Access/],
    ['the cookie alone', { cookie: 'CF_Authorization=eyJ' }, /did not come through/],
    ['one of two headers', { 'cf-access-client-id': 'a.access' }, /takes both/],
    [
      'headers that were not expanded',
      { 'cf-access-client-id': `\${ID}`, 'cf-access-client-secret': `\${SECRET}` },
      /placeholder/,
    ],
    ['a bearer token', { authorization: 'Bearer x' }, /did not come through/],
  ])('%s, with words that help', async (_name, headers, words) => {
    const verdict = await make().check(headers);
    expect(verdict).toMatchObject({ refused: expect.stringMatching(words) });
    expect(verdict).toMatchObject({ challenge: expect.not.stringMatching(/^Bearer/) });
    expect(edge.asked).toEqual([]);
  });
});

describe('the keys', () => {
  it.each(['down', 'html', 'redirects', 'broken', 'keyless'] as const)(
    'cannot be had (%s): 503, and let in again after',
    async (fault) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const auth = make();
      edge.fault = fault;
      const headers = headersOf(await key.sign(claims()));
      expect(await auth.check(headers)).toMatchObject({
        status: 503,
        hint: expect.stringContaining(`${edge.url}/keys`),
      });
      edge.fault = undefined;
      vi.setSystemTime(Date.now() + 6000);
      expect(await statusOf(auth.check(headers))).toBe(200);
    },
  );

  it('rotate', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const auth = make();
    expect(await statusOf(auth.check(headersOf(await key.sign(claims()))))).toBe(200);
    edge.keys = [key, other];
    vi.setSystemTime(Date.now() + 31_000);
    expect(await statusOf(auth.check(headersOf(await other.sign(claims()))))).toBe(200);
    expect(await statusOf(auth.check(headersOf(await key.sign(claims()))))).toBe(200);
  });
});

describe('settings', () => {
  const whole = { CF_ACCESS_TEAM_DOMAIN: 'acme', CF_ACCESS_AUD: AUD };

  it.each<[string, Record<string, string>, RegExp[]]>([
    ['none', {}, [/^CF_ACCESS_TEAM_DOMAIN is not set/, /^CF_ACCESS_AUD is not set/]],
    ['the team alone', { CF_ACCESS_TEAM_DOMAIN: 'acme' }, [/^CF_ACCESS_AUD is not set/]],
    ['the tag alone', { CF_ACCESS_AUD: AUD }, [/^CF_ACCESS_TEAM_DOMAIN is not set/]],
    [
      'placeholders',
      { CF_ACCESS_TEAM_DOMAIN: `\${TEAM}`, CF_ACCESS_AUD: `\${AUD}` },
      [/^CF_ACCESS_TEAM_DOMAIN is a placeholder/, /^CF_ACCESS_AUD is a placeholder/],
    ],
    ['another domain', { ...whole, CF_ACCESS_TEAM_DOMAIN: 'acme.example.com' }, [/team name/]],
    ['http', { ...whole, CF_ACCESS_TEAM_DOMAIN: 'http://acme.cloudflareaccess.com' }, [/team/]],
    ['certs by http', { ...whole, CF_ACCESS_CERTS_URL: 'http://certs.example' }, [/CERTS_URL/]],
  ])('%s: refused, each by name', (_name, env, expected) => {
    const { problems } = createAuth(env, readSettings(env).value);
    expect(problems).toEqual(expected.map((one) => expect.stringMatching(one)));
  });

  it("fetches the team's keys from its own address unless told otherwise", async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('offline'));
    const { value } = createAuth(whole, readSettings(whole).value);
    await value.check(headersOf(await key.sign(claims())));
    expect(String(fetched.mock.calls[0]?.[0])).toBe(
      'https://acme.cloudflareaccess.com/cdn-cgi/access/certs',
    );
    fetched.mockRestore();
  });
});
