// Where OAuth is advertised: does the server describe itself, under the URL that clients are given?
import { endpoint } from '../endpoint.js';
import { text } from '../json.js';
import { type Look, quoted } from '../look.js';
import { advertised, type Document, issuersOf } from '../oauth-documents.js';
import { fail, type Outcome, pass, skip, warn } from '../report.js';
import type { Check } from './check.js';

export const oauthMetadata: Check = {
  id: 'oauth-metadata',
  title: 'OAuth: this server',
  needs: ['endpoint'],
  async look(look) {
    const { named, metadata } = await advertised(look);
    if (metadata !== undefined) return judgeResource(look, metadata, named);
    if (named === undefined) return skip('no OAuth is advertised');
    return fail(
      `WWW-Authenticate names ${quoted(look, named)}, where there is no metadata`,
      'serve the document of RFC 9728 there, without a credential; PUBLIC_BASE_URL is what its address is made of',
    );
  },
};

async function judgeResource(
  look: Look,
  { at, document }: Document,
  named: string | undefined,
): Promise<Outcome> {
  const url = withoutQuery((await endpoint(look)).url);
  const resource = text(document.resource);
  const covers = coverage(resource, url);
  if (covers !== 'exactly') {
    const detail = `the metadata is of ${quoted(look, resource) || 'no resource'}, not of ${url.href}`;
    const fix = 'resource should be the URL that clients are given (PUBLIC_BASE_URL sets it)';
    return covers === 'no' ? fail(detail, fix) : warn(`${detail}: some clients insist`, fix);
  }
  const [issuer] = issuersOf(document);
  if (issuer === undefined) {
    return fail(
      'the metadata names no authorization server',
      'name the issuer in authorization_servers',
    );
  }
  if (named === undefined) {
    return warn(
      `metadata at ${at.pathname}, but WWW-Authenticate does not name it`,
      'send WWW-Authenticate: Bearer resource_metadata="…" with the 401',
    );
  }
  return pass(`metadata at ${at.pathname}; tokens come from ${quoted(look, issuer)}`);
}

function withoutQuery(url: URL): URL {
  const copy = new URL(url);
  copy.search = '';
  return copy;
}

/** A resource that lies above the endpoint is taken by clients that ask for tokens by prefix. */
function coverage(resource: string, url: URL): 'exactly' | 'from above' | 'no' {
  if (!URL.canParse(resource)) return 'no';
  const named = new URL(resource);
  if (named.href === url.href) return 'exactly';
  const folder = named.pathname.endsWith('/') ? named.pathname : `${named.pathname}/`;
  const isAbove = named.origin === url.origin && url.pathname.startsWith(folder);
  return isAbove ? 'from above' : 'no';
}
