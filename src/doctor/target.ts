// Whom the doctor visits, with which headers: read from the command line, refused where it cannot be meant so.
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { WrapError } from '../errors.js';
import { secretsOf } from './secrets.js';

export interface Target {
  readonly url: URL;
  /** The credentials, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The URL as it may be printed. */
  readonly shown: string;
  /** Texts that are never printed. */
  readonly secrets: readonly string[];
}

/** Names in a query whose values are credentials, whoever invented them. */
const SECRET_PARAMETER = /token|key|secret|auth|sig|pass|cred|code/i;
/** Headers that every request has of its own. */
const OWN_HEADERS = /^(?:host|accept|content-.*|transfer-encoding|connection|origin|mcp-.*)$/;

/**
 * @param headers as given: `Name: value`
 * @throws WrapError `doctor.url` or `doctor.header`; neither repeats a value
 */
export function readTarget(url: string, headers: readonly string[]): Target {
  const parsed = readUrl(url);
  const read = readHeaders(headers);
  const { shown, secrets } = masked(parsed);
  return { url: parsed, headers: read, shown, secrets: [...secretsOf(read), ...secrets] };
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const bare = url?.protocol !== undefined && /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text);
    throw new WrapError('doctor.url', 'the URL is none of http or https', {
      hint: bare ? 'put https:// before it' : 'give the whole URL: https://<host>/mcp',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new WrapError('doctor.url', 'the URL holds a user name or password', {
      hint: "give credentials as a header: --header 'Authorization: Bearer <token>'",
    });
  }
  url.hash = '';
  return url;
}

function masked(url: URL): { readonly shown: string; readonly secrets: readonly string[] } {
  const copy = new URL(url);
  const secret = [...url.searchParams].filter(([name]) => SECRET_PARAMETER.test(name));
  for (const [name] of secret) copy.searchParams.set(name, '***');
  const values = secret.flatMap(([, value]) => [value, encodeURIComponent(value)]);
  return { shown: copy.href, secrets: values.filter((value) => value !== '') };
}

/** The values in the query of a URL that look like credentials, by name. */
export function secretParameters(url: URL): readonly string[] {
  return [...url.searchParams.keys()].filter((name) => SECRET_PARAMETER.test(name));
}

function readHeaders(given: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  given.forEach((text, index) => {
    const [name, value] = readHeader(text, index + 1);
    if (headers.has(name)) throw wrong(`${name} is given twice`, 'give it once');
    headers.set(name, value);
  });
  return Object.fromEntries(headers);
}

function readHeader(text: string, position: number): [name: string, value: string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  if (colon < 1 || !isLegal(() => validateHeaderName(name))) {
    throw wrong(`--header number ${position} is not \`Name: value\``, EXAMPLE);
  }
  if (OWN_HEADERS.test(name)) throw wrong(`${name} is set by the doctor itself`, 'leave it out');
  refusePlaceholder(name, value);
  if (!isLegal(() => validateHeaderValue(name, value))) {
    throw wrong(`${name} holds characters that no header can carry`, 'copy the value again');
  }
  return [name, value];
}

const EXAMPLE = "for example --header 'Authorization: Bearer <token>'";

/** `${NAME}` anywhere, in the spellings of clients; those of shells where they are the whole credential. */
const VARIABLES = [
  /\$\{(?:env:|input:)?([A-Za-z_][\w-]*)[^}]*\}/,
  /^(?:\w+ +)?\$([A-Z_][A-Z\d_]*)$/,
  /^(?:\w+ +)?%([A-Z_][A-Z\d_]*)%$/,
];

/** A variable that nobody filled in is sent by many clients as it stands; here it is named. */
function refusePlaceholder(name: string, value: string): void {
  const variable = VARIABLES.map((pattern) => pattern.exec(value)?.[1]).find(Boolean);
  if (variable !== undefined) {
    throw wrong(
      `${name} holds the variable ${variable}, which was not expanded`,
      'set it and use double quotes, so that the shell puts its value there',
    );
  }
  if (/^(?:bearer|basic)?$/i.test(value)) {
    throw wrong(
      `${name} holds no credential`,
      'is the variable set that should have filled it in?',
    );
  }
  if (/^(?:\w+ +)?<[^<>]+>$|…|\.{3}$/.test(value)) {
    throw wrong(`${name} holds a placeholder`, 'put the real credential there');
  }
}

function isLegal(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function wrong(message: string, hint: string): WrapError {
  return new WrapError('doctor.header', message, { hint });
}
