// Which issuer is trusted, whom its tokens have to be for, and what they have to allow.
import { type Checked, type Env, type Parser, readEnv } from './env-values.ts';
import { isSafe } from './fetch-json.ts';
import type { Settings } from './settings.ts';

export interface OAuthSettings {
  /** As it stands in tokens, to the letter. */
  readonly issuer: string;
  /** Undefined: the address of this server. */
  readonly audience: string | undefined;
  /** Every token needs all of them. */
  readonly scopes: readonly string[];
}

const issuer: Parser<string> = {
  expected:
    'the https URL of the issuer, exactly as its tokens name it (http on this machine only)',
  read(text) {
    if (!URL.canParse(text) || /[?#\s]/.test(text)) return undefined;
    const url = new URL(text);
    return isSafe(url) && url.username === '' && url.password === '' ? text : undefined;
  },
};

const audience: Parser<string | undefined> = {
  expected: 'one audience, as the issuer puts it into tokens for this server',
  read: (text) => (/^[^\s$]+$/.test(text) ? text : undefined),
};

const scopes: Parser<readonly string[]> = {
  expected: 'scopes, separated by spaces or commas',
  read(text) {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    // RFC 6749 §3.3: what may stand in a challenge, between quotes.
    return names.every((name) => /^[!#-[\]-~]+$/.test(name) && !name.includes('${'))
      ? names
      : undefined;
  },
};

/** Clients find the issuer by the address they see, so there has to be one. */
export function readOAuthSettings(env: Env, settings: Settings): Checked<OAuthSettings> {
  const { value, problems } = readEnv(env, (read) => ({
    issuer: read(['OAUTH_ISSUER'], '', issuer),
    audience: read(['OAUTH_AUDIENCE'], undefined, audience),
    scopes: read(['OAUTH_SCOPES'], [], scopes),
  }));
  const missing = [];
  if ((env.OAUTH_ISSUER ?? '').trim() === '') {
    missing.push(`OAUTH_ISSUER is not set: give it ${issuer.expected}`);
  }
  if (settings.publicBaseUrl === undefined && /^(0\.0\.0\.0|::)$/.test(settings.host)) {
    missing.push(
      `PUBLIC_BASE_URL is not set, and ${settings.host} is no address of a client: ` +
        'tokens are for the address that clients see, so set it',
    );
  }
  return { value, problems: [...missing, ...problems] };
}
