// Documents of OAuth that a server advertises, fetched as its clients do, and never where only this machine gets.
import { anonymous, endpoint } from './endpoint.js';
import type { Answer } from './exchange.js';
import { isObject, type JsonObject, parse } from './json.js';
import { fact, type Look, send } from './look.js';
import { placeOf } from './place.js';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

export interface Document {
  readonly at: URL;
  readonly document: JsonObject;
}

export interface Advertised {
  /** Named by WWW-Authenticate. */
  readonly named: string | undefined;
  /** What is there: where it is named, else where clients look. */
  readonly metadata: Document | undefined;
}

/** RFC 9728: where WWW-Authenticate says, else at the path-inserted form, else at the root. */
export const advertised = fact(async (look): Promise<Advertised> => {
  const { url } = await endpoint(look);
  const challenge = (await anonymous(look)).headers['www-authenticate'] ?? '';
  const named = /resource_metadata="?([^",\s]+)/i.exec(challenge)?.[1];
  const guessed = [
    new URL(`${WELL_KNOWN}${url.pathname.replace(/\/$/, '')}`, url),
    new URL(WELL_KNOWN, url),
  ];
  const places = named === undefined ? guessed : placesFrom(look, named);
  return { named, metadata: await firstDocument(look, places, 'authorization_servers') };
});

function placesFrom(look: Look, named: string): readonly URL[] {
  return URL.canParse(named) && isWithinReach(look, new URL(named)) ? [new URL(named)] : [];
}

/** A server elsewhere does not get this machine to ask itself. */
export function isWithinReach({ run }: Look, url: URL): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return placeOf(url) !== 'loopback' || placeOf(run.target.url) === 'loopback';
}

/** The first document with the member `marker`; credentials are not sent. */
export async function firstDocument(
  look: Look,
  places: readonly URL[],
  marker: string,
): Promise<Document | undefined> {
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

export function issuersOf({ authorization_servers: servers }: JsonObject): readonly string[] {
  return Array.isArray(servers) ? servers.filter((each) => typeof each === 'string') : [];
}
