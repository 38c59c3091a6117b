// This server as a protected resource: the name that its tokens are for, and its metadata (RFC 9728).
import { getOAuthProtectedResourceMetadataUrl } from '@modelcontextprotocol/server';
import { sendJson, sendProblem } from './exchange.ts';
import type { OAuthSettings } from './oauth-settings.ts';
import type { Route } from './service.ts';

export interface Resource {
  readonly issuer: string;
  /** Whom tokens have to be for. */
  readonly audience: string;
  /** Every token needs all of them. */
  readonly scopes: readonly string[];
  /** The endpoint as clients see it: what they ask the issuer for a token for. */
  readonly url: URL;
  readonly metadataUrl: string;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** `base` is what clients see, without /mcp; it may have a path. */
export function describeResource({ issuer, audience, scopes }: OAuthSettings, base: URL): Resource {
  const url = new URL(`${base.pathname.replace(/\/$/, '')}/mcp`, base.origin);
  const metadataUrl = getOAuthProtectedResourceMetadataUrl(url);
  return { issuer, audience: audience ?? url.href, scopes, url, metadataUrl };
}

/** At the place for the whole host, at that of /mcp, and where a proxy passes a path on as it is. */
export function metadataRoute(resource: () => Resource): Route {
  return {
    serves(path) {
      if (!path.startsWith(WELL_KNOWN)) return false; // asked of every request
      const inserted = new URL(resource().metadataUrl).pathname;
      return [WELL_KNOWN, `${WELL_KNOWN}/mcp`, inserted].includes(path);
    },
    async serve({ request, response }) {
      if (request.method === 'GET' || request.method === 'HEAD') {
        sendJson(response, 200, metadata(resource()));
      } else {
        const headers = { allow: 'GET, HEAD' };
        sendProblem(response, {
          status: 405,
          code: -32000,
          message: 'method not allowed',
          headers,
        });
      }
      return 'served';
    },
  };
}

function metadata({ url, issuer, scopes }: Resource): object {
  return {
    resource: url.href,
    authorization_servers: [issuer],
    ...(scopes.length > 0 && { scopes_supported: scopes }),
    bearer_methods_supported: ['header'],
  };
}
