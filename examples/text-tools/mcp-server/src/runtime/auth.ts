// Bearer tokens: several live at once, each with a name, known by their digests.
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import type { Auth, Verdict } from './credentials.ts';
import type { Checked, Env } from './env-values.ts';
import type { Settings } from './settings.ts';

interface Token {
  /** The caller's identity. */
  readonly name: string;
  readonly digest: Buffer;
}

/** A shorter text that ends in `=` is a name whose token is missing, no padded base64. */
const SHORTEST_PADDED = 20;

/** What a shell, a unit or a template would have put a token in place of: whoever guesses its name would be in. */
const PLACEHOLDER = /\$\{|^\$\w+$|^%\w+%$|^<.*>$|^\{\{.*\}\}$/;
/** What can stand in a header behind `Bearer `. */
const SENDABLE = /^(?!(["']).*\1$)[!-~]+$/;

/** Reads MCP_BEARER_TOKEN and MCP_BEARER_TOKEN_FILE; having no token is a problem. */
export function createAuth(env: Env, _settings: Settings): Checked<Auth> {
  const start = readTokens(env);
  let tokens = start.value;
  const auth: Auth = {
    check: (headers) => check(tokens, headers),
    reload() {
      const next = readTokens(env);
      if (next.problems.length === 0) tokens = next.value;
      return next;
    },
  };
  return { value: auth, problems: start.problems };
}

function check(tokens: readonly Token[], headers: IncomingHttpHeaders): Verdict {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) {
    return { refused: 'a bearer token is needed', challenge: 'Bearer realm="mcp"' };
  }
  const caller = findCaller(tokens, given);
  if (caller !== undefined) return { caller };
  const challenge = 'Bearer realm="mcp", error="invalid_token"';
  if (!given.startsWith('${')) return { refused: 'this bearer token is not valid', challenge };
  const refused = 'the bearer token is a placeholder that was not expanded';
  const hint = `${refused}: set the variable where the client runs`;
  return { refused, challenge, hint };
}

/** Compares with every token, so that the time taken tells nothing. */
function findCaller(tokens: readonly Token[], given: string): string | undefined {
  const digest = sha256(given);
  return tokens.reduce<string | undefined>(
    (found, token) => (timingSafeEqual(token.digest, digest) ? token.name : found),
    undefined,
  );
}

function readTokens(env: Env): Checked<readonly Token[]> {
  const problems: string[] = [];
  const texts = [env.MCP_BEARER_TOKEN ?? '', ...readFile(env.MCP_BEARER_TOKEN_FILE, problems)];
  const entries = texts
    .flatMap((text) => text.split(/[,\r\n]/))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('#'));
  const tokens = entries.flatMap((entry) => readToken(entry, problems));
  if (tokens.length === 0 && problems.length === 0) {
    problems.push('MCP_BEARER_TOKEN is not set: make a token with `npm run token` and set it');
  }
  return { value: tokens, problems };
}

function readFile(path: string | undefined, problems: string[]): string[] {
  if (path === undefined || path === '') return [];
  try {
    return [readFileSync(path, 'utf8')];
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    problems.push(`MCP_BEARER_TOKEN_FILE cannot be read (${reason}): ${path}`);
    return [];
  }
}

/** `[name=]token` or `[name=]sha256:<hex>`; `=` at the end is padding of the token itself. */
function readToken(entry: string, problems: string[]): Token[] {
  const named = /^([A-Za-z][\w.-]*)=(?!=*$)(.+)$/.exec(entry);
  const name = named?.[1] ?? 'default';
  const secret = named?.[2] ?? entry;
  const problem = problemOf(entry, name, secret);
  if (problem !== undefined) {
    problems.push(`MCP_BEARER_TOKEN holds ${problem}`);
    return [];
  }
  const hash = /^sha256:(.*)$/i.exec(secret)?.[1];
  return [{ name, digest: hash === undefined ? sha256(secret) : Buffer.from(hash, 'hex') }];
}

/** What is wrong with an entry; never repeats the secret. */
function problemOf(entry: string, name: string, secret: string): string | undefined {
  if (PLACEHOLDER.test(secret)) {
    return `a placeholder for ${name} that was not expanded: put a real token there (\`npm run token\` makes one)`;
  }
  if (/^[A-Za-z][\w.-]*=$/.test(entry) && entry.length < SHORTEST_PADDED) {
    return 'a name with no token behind its `=`';
  }
  if (!SENDABLE.test(secret)) {
    return `a token for ${name} that no client can send: leave out spaces, quotes, "Bearer" and what is not ASCII`;
  }
  const isDigest = /^sha256:/i.test(secret);
  if (!isDigest || /^sha256:[\da-f]{64}$/i.test(secret)) return undefined;
  return `a sha256 for ${name} that is not 64 hex digits`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
