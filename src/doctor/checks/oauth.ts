// Where OAuth is advertised: do clients find the documents they walk by, and do those agree?
import { anonymous, endpoint } from '../endpoint.js';
import type { Answer } from '../exchange.js';
import { isObject, type JsonObject, parse, text } from '../json.js';
import { fact, type Look, quoted, send } from '../look.js';
import { placeOf } from '../place.js';
import { fail, type Outcome, pass, skip, warn } from '../report.js';
import type { Check } from './check.js';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

interface Metadata {
  readonly at: URL;
  readonly document: JsonObject;
}

interface Advertised {
  /** Named by WWW-Authenticate. */
  readonly named: string | undefined;
  /** The first of the places where clients look. */
  readonly metadata: Metadata | undefined;
  readonly scheme: string;
}

/** RFC 9728: where WWW-Authenticate says, else at the path-inserted form, else at the root. */
const advertised = fact(async (look): Promise<Advertised> => {
  const { url } = await endpoint(look);
  const challenge = (await anonymous(look)).headers['www-authenticate'] ?? '';
  const named = /resource_metadata="?([^",\s]+)/i.exec(challenge)?.[1];
  const places = [
    ...(named !== undefined && URL.canParse(named, url.href) ? [new URL(named, url)] : []),
    new URL(`${WELL_KNOWN}${url.pathname.replace(/\/$/, '')}`, url),
    new URL(WELL_KNOWN, url),
  ];
  const metadata = await firstDocument(look, places, 'authorization_servers');
  return { named, metadata, scheme: challenge.split(' ', 1)[0] ?? '' };
});

async function firstDocument(
  look: Look,
  places: readonly URL[],
  marker: string,
): Promise<Metadata | undefined> {
  for (const at of places) {
    const document = documentOf(await send(look, { method: 'GET', url: at, headers: JSON_ONLY }));
    if (document !== undefined && marker in document) return { at, document };
  }
  return undefined;
}

const JSON_ONLY = { accept: 'application/json' };

function documentOf(answer: Answer): JsonObject | undefined {
  const document = answer.status === 200 ? parse(answer.text) : undefined;
  return isObject(document) ? document : undefined;
}

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
      'serve the document of RFC 9728 there, without a credential',
    );
  },
};

async function judgeResource(
  look: Look,
  { at, document }: Metadata,
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

function issuersOf({ authorization_servers: servers }: JsonObject): readonly string[] {
  return Array.isArray(servers) ? servers.filter((each) => typeof each === 'string') : [];
}

export const oauthIssuer: Check = {
  id: 'oauth-issuer',
  title: 'OAuth: who issues tokens',
  needs: ['oauth-metadata'],
  async look(look) {
    const { metadata } = await advertised(look);
    const [issuer] = metadata === undefined ? [] : issuersOf(metadata.document);
    if (issuer === undefined) return skip('no OAuth is advertised');
    if (!isFit(issuer)) {
      return fail(
        `the issuer ${quoted(look, issuer)} is no https URL`,
        'use the issuer’s https URL',
      );
    }
    const found = await firstDocument(look, issuerPlaces(new URL(issuer)), 'issuer');
    if (found === undefined) {
      return fail(
        `the issuer ${quoted(look, issuer)} publishes no metadata`,
        'check the issuer’s URL: it has a path with some providers',
      );
    }
    return judgeIssuer(look, issuer, found.document);
  },
};

/** http is for an issuer on this machine. */
function isFit(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const url = new URL(issuer);
  return url.protocol === 'https:' || (url.protocol === 'http:' && placeOf(url) === 'loopback');
}

/** RFC 8414 with the path inserted, then OpenID Connect in both of its spellings. */
function issuerPlaces(issuer: URL): readonly URL[] {
  const path = issuer.pathname.replace(/\/$/, '');
  return [
    `/.well-known/oauth-authorization-server${path}`,
    `/.well-known/openid-configuration${path}`,
    `${path}/.well-known/openid-configuration`,
  ].map((place) => new URL(place, issuer));
}

function judgeIssuer(look: Look, issuer: string, document: JsonObject): Outcome {
  if (text(document.issuer) !== issuer) {
    return fail(
      `the issuer calls itself ${quoted(look, text(document.issuer))}, not ${quoted(look, issuer)}`,
      'spell it in authorization_servers (OAUTH_ISSUER) as the issuer does, to the last slash',
    );
  }
  const methods = document.code_challenge_methods_supported;
  if (!Array.isArray(methods) || !methods.includes('S256')) {
    return warn(
      'the issuer does not announce PKCE with S256',
      'clients refuse to log in without it',
    );
  }
  const isOpen =
    'registration_endpoint' in document || document.client_id_metadata_document_supported === true;
  if (isOpen) return pass('clients can register and log in (PKCE S256)');
  return warn(
    'the issuer lets no client register by itself',
    'give each client its client id by hand, or turn on client id metadata documents',
  );
}
