// Is whoever brings no credential refused, and whoever brings the given one let in?

import { anonymous, endpoint, said } from '../endpoint.js';
import type { Answer } from '../exchange.js';
import { isAccessLogin, isRefusal } from '../faults.js';
import type { Look } from '../look.js';
import { placeOf } from '../place.js';
import { counted, fail, type Outcome, pass, skip, warn } from '../report.js';
import { bareVisit } from '../visits.js';
import type { Check } from './check.js';

export const authRefused: Check = {
  id: 'auth-refused',
  title: 'Closed to strangers',
  needs: ['endpoint'],
  async look(look) {
    const answer = await anonymous(look);
    if (isAccessLogin(answer))
      return pass('Cloudflare Access refuses whoever brings no credential');
    if (isRefusal(answer)) return refusal(answer);
    const seen = await bareVisit(look);
    if (seen === undefined) return pass('without a credential nobody gets to the tools');
    return open(look, seen.tools.length);
  },
};

function refusal({ status, headers }: Answer): Outcome {
  if (status === 403) {
    return warn(
      'refused with 403, so clients do not know that a credential would help',
      'answer 401 with WWW-Authenticate',
    );
  }
  if (headers['www-authenticate'] === undefined) {
    return warn(
      'refused with 401, but without WWW-Authenticate',
      'send WWW-Authenticate: Bearer, so that clients know what is wanted',
    );
  }
  return pass('refused with 401 and WWW-Authenticate');
}

function open({ run }: Look, count: number): Outcome {
  const detail = `open to everybody: ${counted(count, 'tool')} without a credential`;
  switch (placeOf(run.target.url)) {
    case 'loopback':
      return pass(`${detail}, on this machine alone`);
    case 'private':
      return warn(detail, 'whoever is on that network may call them: ask for a token');
    case 'public':
      return fail(detail, 'ask for a token (--auth bearer), or put Cloudflare Access in front');
  }
}

const CF_HEADERS = ['cf-access-client-id', 'cf-access-client-secret'] as const;

export const authAccepted: Check = {
  id: 'auth-accepted',
  title: 'Credential accepted',
  needs: ['endpoint'],
  async look(look) {
    const { headers } = look.run.target;
    const names = Object.keys(headers);
    if (names.length === 0) return withoutCredential(await anonymous(look));
    const missing = CF_HEADERS.filter((name) => !names.includes(name));
    if (missing.length === 1) {
      return fail(
        `only one of the two Cloudflare headers was given: ${missing[0]} is missing`,
        'give both; a service token is a pair',
      );
    }
    const { answer } = await endpoint(look);
    if (isAccessLogin(answer)) return stoppedAtEdge(missing.length === 0);
    if (!isRefusal(answer)) return pass(`accepted: ${names.join(', ')}`);
    const detail = `the server refuses the credential (${said(look, answer)})`;
    const bare = headers.authorization !== undefined && !/\s/.test(headers.authorization);
    return fail(detail, bare ? SCHEME : afterRefusal(answer, missing.length === 0));
  },
};

const SCHEME = 'the scheme is missing before the credential: Authorization: Bearer <token>';

function afterRefusal({ headers }: Answer, isServiceToken: boolean): string {
  if (/insufficient_scope/.test(headers['www-authenticate'] ?? '')) {
    return 'it is known but allows too little: ask for a token with the scope that WWW-Authenticate names';
  }
  return isServiceToken
    ? 'did the request pass Cloudflare Access? The name must be proxied, and be that of the application (CF_ACCESS_AUD)'
    : 'compare it with the one the server knows: it may be rotated, expired, cut off while copying, or for another server';
}

function withoutCredential(answer: Answer): Outcome {
  return isRefusal(answer) || isAccessLogin(answer)
    ? skip("none was given: --header 'Authorization: Bearer <token>'")
    : skip('none was given, and none is asked for');
}

function stoppedAtEdge(hasBoth: boolean): Outcome {
  return hasBoth
    ? fail(
        'Cloudflare Access does not accept the service token: its login page answers',
        'give the application a policy with the action Service Auth that includes this token; it may be expired',
      )
    : fail(
        'Cloudflare Access stops the request: its login page answers',
        'send CF-Access-Client-Id and CF-Access-Client-Secret, too',
      );
}
