// What the smoke test sends: signatures as Cloudflare Access makes them, from an issuer of the test.
import { caller } from './caller.gen.ts';
import { startIssuer } from './issuer.ts';

const AUD = 'tag-of-the-test';
const TEAM = 'https://test.cloudflareaccess.com';
const PAST = Math.floor(Date.now() / 1000) - 60;

const { url, sign } = await startIssuer();
const claims = { iss: TEAM, aud: [AUD], common_name: caller, sub: '' };

/** Environment of the server under test. */
export const env: Readonly<Record<string, string>> = {
  CF_ACCESS_TEAM_DOMAIN: 'test',
  CF_ACCESS_AUD: AUD,
  CF_ACCESS_CERTS_URL: `${url}/keys`,
};

/** Headers that are let in. */
export const headers: Readonly<Record<string, string>> = signed(await sign(claims));

/** Headers that must get 401. */
export const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a request past the edge': {},
  'a service token that the edge has not seen': {
    'cf-access-client-id': 'smoke.access',
    'cf-access-client-secret': 'secret',
  },
  'a forged signature': signed(await sign(claims, 'forged')),
  'an expired signature': signed(await sign({ ...claims, exp: PAST })),
  'a signature for another application': signed(await sign({ ...claims, aud: ['another'] })),
  'a signature of another team': signed(await sign({ ...claims, iss: `${TEAM}.example` })),
};

function signed(token: string): Record<string, string> {
  return { 'cf-access-jwt-assertion': token };
}
