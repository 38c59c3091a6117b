// What Cloudflare Access is called here: the team that signs, and the application that requests are signed for.
import { type Checked, type Env, type Parser, readEnv } from './env-values.ts';
import { isSafe } from './fetch-json.ts';

export interface AccessSettings {
  /** `https://<team>.cloudflareaccess.com` */
  readonly issuer: string;
  /** The application's tag (AUD). */
  readonly audience: string;
  /** Where the team's keys are. */
  readonly certs: URL;
}

/** Its issuer, from `acme`, `acme.cloudflareaccess.com` or the URL of that. */
const team: Parser<string> = {
  expected: 'the team name, such as acme of https://acme.cloudflareaccess.com',
  read(text) {
    const name = text.toLowerCase().replace(/^https:\/\/|(\.cloudflareaccess\.com)?\/?$/g, '');
    return /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/.test(name)
      ? `https://${name}.cloudflareaccess.com`
      : undefined;
  },
};
/** Asked by nobody: without a team the server does not start. */
const NO_TEAM = 'https://cloudflareaccess.com';

const tag: Parser<string> = {
  expected: 'the Application Audience (AUD) tag of the Access application',
  read: (text) => (/^[\w-]+$/.test(text) ? text : undefined),
};

const certsUrl: Parser<URL> = {
  expected: 'an https URL, or http on this machine for tests',
  read: (text) => (URL.canParse(text) && isSafe(new URL(text)) ? new URL(text) : undefined),
};

/** Both values, or the start is refused: half of them protects nothing. */
export function readAccessSettings(env: Env): Checked<AccessSettings> {
  const { value, problems } = readEnv(env, (read) => {
    const issuer = read(['CF_ACCESS_TEAM_DOMAIN'], NO_TEAM, team);
    const own = new URL('/cdn-cgi/access/certs', issuer);
    return {
      issuer,
      audience: read(['CF_ACCESS_AUD'], '', tag),
      certs: read(['CF_ACCESS_CERTS_URL'], own, certsUrl),
    };
  });
  return { value, problems: [...missing(env), ...problems] };
}

function missing(env: Env): readonly string[] {
  const wanted = [
    ['CF_ACCESS_TEAM_DOMAIN', `${team.expected} (Zero Trust, Settings)`],
    ['CF_ACCESS_AUD', `${tag.expected} (Zero Trust, Access, Applications)`],
  ] as const;
  return wanted
    .filter(([name]) => (env[name] ?? '').trim() === '')
    .map(([name, what]) => `${name} is not set: give it ${what}`);
}
