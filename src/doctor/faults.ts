// What an answer that is no MCP means: each usual fault of a remote server with its cause and the way out.
import type { Answer } from './exchange.js';
import { mediaType, member, messageOf, text } from './json.js';
import type { Reason } from './reasons.js';

interface Fault extends Reason {
  readonly when: (answer: Answer) => boolean;
}

const status =
  (...codes: readonly number[]) =>
  (answer: Answer) =>
    codes.includes(answer.status);

/** The first that fits is told. */
const FAULTS: readonly Fault[] = [
  {
    when: isAccessLogin,
    detail: 'Cloudflare Access answers with its login page in place of MCP',
    fix: 'send CF-Access-Client-Id and CF-Access-Client-Secret, and give the application a policy with the action Service Auth',
  },
  {
    when: (answer) => answer.status === 530 || /error code: 1033/i.test(answer.text),
    detail: 'Cloudflare reaches no tunnel (530, error 1033)',
    fix: 'start cloudflared beside the server, and check that the hostname points to that tunnel',
  },
  {
    when: status(521, 522, 523, 524),
    detail: 'Cloudflare cannot reach the server, or it took too long',
    fix: 'start the server; check its address, port and firewall; make what takes long a job',
  },
  {
    when: status(525, 526),
    detail: 'Cloudflare does not accept the certificate of the server behind it',
    fix: 'renew the origin’s certificate, or set the SSL mode that fits it',
  },
  {
    when: (answer) => answer.status >= 520 && answer.status <= 529,
    detail: 'Cloudflare got no sense out of the server behind it',
    fix: 'read the server’s log: it broke off or sent headers that are too large',
  },
  {
    when: (answer) => answer.status === 421 || (answer.status === 403 && isAboutHost(answer)),
    detail: 'the server or its proxy does not answer for this host name',
    fix: 'set PUBLIC_BASE_URL, or add the name to ALLOWED_HOSTS; in a proxy, to the site’s names',
  },
  {
    when: (answer) => answer.status >= 300 && answer.status < 400,
    detail: 'the address redirects, and clients do not take credentials along',
    fix: 'give the address it redirects to, with the right scheme and path',
  },
  {
    when: status(404, 405),
    detail: 'there is no MCP server at this path',
    fix: 'the path is usually /mcp; behind a proxy its prefix comes first',
  },
  {
    when: status(406),
    detail: 'the server misses the Accept header, which was sent',
    fix: 'let the proxy pass on Accept: application/json, text/event-stream',
  },
  {
    when: status(413),
    detail: 'the request is too large for a proxy or the server',
    fix: 'raise the limit of the proxy (client_max_body_size in nginx) or MAX_BODY',
  },
  {
    when: status(415),
    detail: 'the server does not take application/json',
    fix: 'let the proxy pass on Content-Type; check the path',
  },
  {
    when: status(429),
    detail: 'too many requests: the rate is limited',
    fix: 'wait a minute, then try again; RATE_LIMIT sets it',
  },
  {
    when: status(502),
    detail: 'the proxy reaches no server behind it (502)',
    fix: 'start the server, and check the address that the proxy has for it',
  },
  {
    when: status(503),
    detail: 'the server is starting, stopping or full (503)',
    fix: 'try again in a minute, then read its log',
  },
  {
    when: status(504, 408),
    detail: 'the proxy waited too long for the server (504)',
    fix: 'read the server’s log; raise the proxy’s read timeout; make what takes long a job',
  },
  {
    when: (answer) => answer.status >= 500,
    detail: 'the server fails',
    fix: 'read its log',
  },
  {
    when: isPage,
    detail: 'a web page answers in place of MCP',
    fix: 'the path is usually /mcp; or a login or a host’s own page stands in front',
  },
];

/** What is wrong with an answer; undefined for MCP, for a refusal, and for what nobody has seen before. */
export function faultOf(answer: Answer): Reason | undefined {
  const isAnswered = messageOf(answer) !== undefined && !isAboutHost(answer);
  if (isAnswered && answer.status < 500 && ![406, 413, 415, 429].includes(answer.status)) {
    return undefined;
  }
  const fault = FAULTS.find(({ when }) => when(answer));
  return fault && { detail: `${fault.detail}${statusOf(answer, fault)}`, fix: fault.fix };
}

function statusOf({ status: code, headers }: Answer, { detail }: Reason): string {
  if (detail.includes('(')) return '';
  const target = headers.location === undefined ? '' : ` to ${originOf(headers.location)}`;
  return ` (${code}${target})`;
}

/** A login's address carries state that is nobody's business. */
function originOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : location.replace(/[?#].*$/s, '');
}

/** The login of Cloudflare Access, as a redirect or as a page. */
export function isAccessLogin(answer: Answer): boolean {
  const { location = '' } = answer.headers;
  const host = URL.canParse(location) ? new URL(location).hostname : '';
  if (/(?:^|\.)cloudflareaccess\.com$/.test(host)) return true;
  return isPage(answer) && /cloudflareaccess\.com|cloudflare access|cf-access/i.test(answer.text);
}

/** 401, or a 403 that is no page and no Host gate: credentials are wanted, or others. */
export function isRefusal(answer: Answer): boolean {
  if (answer.status === 401) return true;
  return answer.status === 403 && !isAboutHost(answer) && !isAccessLogin(answer);
}

function isPage({ headers, text: body }: Answer): boolean {
  return mediaType(headers['content-type']) === 'text/html' || /^\s*<(?:!doctype|html)/i.test(body);
}

function isAboutHost(answer: Answer): boolean {
  if (![400, 403, 421].includes(answer.status)) return false;
  const said = text(member(messageOf(answer)?.error, 'message')) || answer.text.slice(0, 500);
  return /ALLOWED_HOSTS|invalid host|host (?:header )?(?:is )?not allowed|blocked request/i.test(
    said,
  );
}
