// Cloudflare Access: the edge lets callers in and signs each request; that signature is verified here.
import type { IncomingHttpHeaders } from 'node:http';
import type { JWTPayload } from 'jose';
import { type AccessSettings, readAccessSettings } from './access-settings.ts';
import type { Auth, Refusal, Verdict } from './credentials.ts';
import type { Checked, Env } from './env-values.ts';
import { fetchLimit } from './fetch-json.ts';
import { isName, verifyJwt } from './jwt.ts';
import { createKeys, fetchKeySet, type Keys } from './keys.ts';
import type { Settings } from './settings.ts';

/** Without the signature of the edge anybody who reaches the port would be in: having no settings is a problem. */
export function createAuth(env: Env, _settings: Settings): Checked<Auth> {
  const { value: access, problems } = readAccessSettings(env);
  const keys = createKeys(() => fetchKeySet(access.certs, fetchLimit()));
  const auth: Auth = {
    check: (headers) => check(access, keys, headers),
    reload() {
      keys.renew();
      return { problems: [] };
    },
  };
  return { value: auth, problems };
}

async function check(
  { issuer, audience }: AccessSettings,
  keys: Keys,
  headers: IncomingHttpHeaders,
): Promise<Verdict> {
  const token = headers['cf-access-jwt-assertion'];
  if (typeof token !== 'string' || token === '') return unsigned(headers);
  const outcome = await verifyJwt(token, keys, { issuer, audience, algorithms: ['RS256'] });
  if ('unavailable' in outcome) {
    const refused = 'the signature of Cloudflare Access cannot be verified at the moment';
    return { status: 503, refused, hint: `${refused}: ${outcome.unavailable}` };
  }
  if ('rejected' in outcome) {
    const what = outcome.expired ? 'has expired' : 'is not valid';
    return refusal(`the signature of Cloudflare Access ${what}`, outcome.rejected);
  }
  const caller = callerOf(outcome.claims);
  if (caller !== undefined) return { caller };
  return refusal('the signature of Cloudflare Access names nobody', 'no common_name, email or sub');
}

/** The client id of a service token, else whoever signed in. */
function callerOf({ common_name, email, sub }: JWTPayload): string | undefined {
  return [common_name, email, sub].find(isName);
}

/** The edge takes the service token's two headers and adds the assertion: what is there tells what went wrong. */
function unsigned(headers: IncomingHttpHeaders): Refusal {
  const pair = [headers['cf-access-client-id'], headers['cf-access-client-secret']];
  const given = pair.filter((value) => value !== undefined);
  const refused = 'this request did not come through Cloudflare Access';
  if (given.some((value) => String(value).startsWith('${'))) {
    return refusal(`${refused}, and a CF-Access header is a placeholder that was not expanded`);
  }
  if (given.length === 1) {
    return refusal(`${refused}: it takes both CF-Access-Client-Id and CF-Access-Client-Secret`);
  }
  const hint = 'use the hostname that Cloudflare protects, and put an Access application over it';
  return refusal(refused, hint);
}

function refusal(refused: string, why?: string): Refusal {
  const challenge = 'Cloudflare-Access realm="mcp"';
  return { refused, challenge, ...(why !== undefined && { hint: `${refused}: ${why}` }) };
}
