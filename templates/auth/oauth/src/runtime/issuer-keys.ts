// The issuer's keys, from the address that its metadata names (RFC 8414, OpenID Connect Discovery).
import type { JWTVerifyGetKey } from 'jose';
import { fetchJson, fetchLimit, isSafe } from './fetch-json.ts';
import { fetchKeySet } from './keys.ts';

/** Tries the places where metadata may be; rejects with what each of them said. */
export async function fetchIssuerKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const signal = fetchLimit();
  const problems: string[] = [];
  for (const place of metadataPlaces(issuer)) {
    try {
      return await fetchKeySet(keysAddress(await fetchJson(place, signal), issuer), signal);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      if (signal.aborted) break;
    }
  }
  throw new Error(`no keys of OAUTH_ISSUER ${issuer}: ${problems.join('; ')}`);
}

/** The path of an issuer stands behind the well-known part (RFC 8414 §3.1), or before it (OpenID). */
function metadataPlaces(issuer: string): readonly URL[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const places = [
    `/.well-known/oauth-authorization-server${path}`,
    `/.well-known/openid-configuration${path}`,
    `${path}/.well-known/openid-configuration`,
  ];
  return [...new Set(places)].map((place) => new URL(place, origin));
}

/** Metadata of another issuer is not believed: its keys would let in whomever that issuer likes. */
function keysAddress(metadata: object, issuer: string): URL {
  const named = 'issuer' in metadata ? metadata.issuer : undefined;
  if (named !== issuer) {
    throw new Error(`its metadata is of the issuer ${JSON.stringify(named)}, not of this one`);
  }
  const address = 'jwks_uri' in metadata ? String(metadata.jwks_uri) : '';
  if (URL.canParse(address) && isSafe(new URL(address))) return new URL(address);
  throw new Error('its metadata names no https address of its keys (jwks_uri)');
}
