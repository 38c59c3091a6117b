// Where OAuth is advertised: can clients register and log in with who issues the tokens?
import { type JsonObject, text } from '../json.js';
import { type Look, quoted } from '../look.js';
import { advertised, firstDocument, issuersOf, isWithinReach } from '../oauth-documents.js';
import { placeOf } from '../place.js';
import { fail, type Outcome, pass, skip, warn } from '../report.js';
import type { Check } from './check.js';

export const oauthIssuer: Check = {
  id: 'oauth-issuer',
  title: 'OAuth: who issues tokens',
  needs: ['oauth-metadata'],
  async look(look) {
    const { metadata } = await advertised(look);
    const [issuer] = metadata === undefined ? [] : issuersOf(metadata.document);
    if (issuer === undefined) return skip('no OAuth is advertised');
    if (!isFit(look, issuer)) {
      return fail(
        `the issuer ${quoted(look, issuer)} is no https URL that clients reach`,
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
function isFit(look: Look, issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const url = new URL(issuer);
  return isWithinReach(look, url) && (url.protocol === 'https:' || placeOf(url) === 'loopback');
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
