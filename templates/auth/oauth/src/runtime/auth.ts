// OAuth 2.1 resource server: takes access tokens of one issuer that are meant for this server and no other.
import type { IncomingHttpHeaders } from 'node:http';
import type { JWTPayload } from 'jose';
import type { Auth, Refusal, Verdict } from './credentials.ts';
import type { Checked, Env } from './env-values.ts';
import { fetchIssuerKeys } from './issuer-keys.ts';
import { isName, verifyJwt } from './jwt.ts';
import { createKeys, type Keys } from './keys.ts';
import { readOAuthSettings } from './oauth-settings.ts';
import { describeResource, metadataRoute, type Resource } from './resource.ts';
import { baseOf, type Settings } from './settings.ts';

const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Reads OAUTH_ISSUER, OAUTH_AUDIENCE and OAUTH_SCOPES; having no issuer is a problem. */
export function createAuth(env: Env, settings: Settings): Checked<Auth> {
  const { value: options, problems } = readOAuthSettings(env, settings);
  const keys = createKeys(() => fetchIssuerKeys(options.issuer));
  let resource = describeResource(options, baseOf(settings));
  const auth: Auth = {
    check: (headers) => check(resource, keys, headers),
    reload() {
      keys.renew();
      return { problems: [] };
    },
    start(base) {
      resource = describeResource(options, base);
    },
    stepUp: (scopes) => stepUp(resource, scopes),
    routes: [metadataRoute(() => resource)],
  };
  return { value: auth, problems };
}

async function check(
  resource: Resource,
  keys: Keys,
  headers: IncomingHttpHeaders,
): Promise<Verdict> {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) {
    return { refused: 'an access token is needed', challenge: challenge(resource) };
  }
  const { issuer, audience } = resource;
  const outcome = await verifyJwt(token, keys, { issuer, audience, algorithms: ALGORITHMS });
  if ('unavailable' in outcome) {
    const refused = 'access tokens cannot be verified at the moment';
    return { status: 503, refused, hint: `${refused}: ${outcome.unavailable}` };
  }
  if ('rejected' in outcome) {
    const what = outcome.expired ? 'has expired' : 'is not valid';
    return invalid(resource, `this access token ${what}`, outcome.rejected);
  }
  return admit(resource, outcome.claims);
}

function admit(resource: Resource, claims: JWTPayload): Verdict {
  const caller = callerOf(claims);
  if (caller === undefined) return invalid(resource, 'this access token names nobody', 'no sub');
  const scopes = scopesOf(claims);
  if (resource.scopes.every((scope) => scopes.includes(scope))) return { caller, scopes };
  return stepUp(resource, []);
}

/**
 * `sub` is unique at the issuer and never given to somebody else, as names and addresses may be; a client that
 * acts for nobody and has none is `client:<id>`, so that it cannot be taken for a user.
 */
function callerOf({ sub, client_id }: JWTPayload): string | undefined {
  if (isName(sub)) return sub;
  return isName(client_id) ? `client:${client_id}` : undefined;
}

/** `scope` is a text (RFC 8693); some issuers have `scp`, a text or a list. */
function scopesOf({ scope, scp }: JWTPayload): readonly string[] {
  return [scope, scp]
    .flat()
    .flatMap((each) => (typeof each === 'string' ? each.split(' ') : []))
    .filter((each) => each !== '');
}

function invalid(resource: Resource, refused: string, why: string): Refusal {
  const hint = `${refused}: ${why}`;
  return { refused, hint, challenge: challenge(resource, 'invalid_token') };
}

function stepUp(resource: Resource, more: readonly string[]): Refusal {
  const scopes = [...new Set([...resource.scopes, ...more])];
  return {
    status: 403,
    refused: `the access token needs the scopes ${scopes.join(' ')}`,
    challenge: challenge({ ...resource, scopes }, 'insufficient_scope'),
  };
}

/** Where a client learns who issues tokens, and which scopes to ask for (RFC 9728 §5.1, RFC 6750 §3). */
function challenge({ metadataUrl, scopes }: Resource, error?: string): string {
  const parts = {
    ...(error !== undefined && { error }),
    resource_metadata: metadataUrl,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  };
  const listed = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
  return `Bearer ${listed.join(', ')}`;
}
