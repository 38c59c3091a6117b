// What the tests send: access tokens of an issuer of their own, and what has to be refused.
import { caller, scopes } from './caller.gen.ts';
import { startIssuer } from './issuer.ts';

const AUDIENCE = 'https://smoke.example/mcp';
const PAST = Math.floor(Date.now() / 1000) - 60;

/** The one client that the issuer knows. */
export const client = { id: 'smoke', secret: 'secret-of-the-test' };

export const issuer = await startIssuer(({ url, sign }) => ({
  '/.well-known/oauth-authorization-server': () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['code'],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  }),
  '/token': async (form) => {
    const isKnown =
      form.get('client_id') === client.id && form.get('client_secret') === client.secret;
    if (!isKnown) return { error: 'invalid_client' };
    const claims = { iss: url, aud: AUDIENCE, client_id: client.id };
    return { access_token: await sign(claims), token_type: 'Bearer', expires_in: 300 };
  },
}));

const claims = { iss: issuer.url, aud: AUDIENCE, sub: caller, scope: scopes.join(' ') };

/** Environment of the server under test. */
export const env: Readonly<Record<string, string>> = {
  OAUTH_ISSUER: issuer.url,
  OAUTH_AUDIENCE: AUDIENCE,
  OAUTH_SCOPES: '',
};

/** Headers that are let in. */
export const headers: Readonly<Record<string, string>> = bearer(await issuer.sign(claims));

/** Headers that must get 401. */
export const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no token': {},
  'a token that is none': bearer('opaque'),
  'a forged token': bearer(await issuer.sign(claims, 'forged')),
  'an expired token': bearer(await issuer.sign({ ...claims, exp: PAST })),
  'a token for another server': bearer(await issuer.sign({ ...claims, aud: `${AUDIENCE}/other` })),
  'a token of another issuer': bearer(
    await issuer.sign({ ...claims, iss: 'https://other.example' }),
  ),
};

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
