// Checks on the request line and headers alone, before a byte of the body is read.
import type { IncomingMessage } from 'node:http';
import type { Problem } from './exchange.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'DELETE']);

/** False for methods that nothing here answers (TRACE, OPTIONS, PUT, …). */
export function isMethodKnown(method: string | undefined): boolean {
  return METHODS.has(method ?? '');
}

/** Why a request is refused whoever sends it; `isKnown` says whether anything answers at its path. */
export function gate(
  request: IncomingMessage,
  allowed: { readonly hosts: ReadonlySet<string>; readonly origins: ReadonlySet<string> },
  isKnown: boolean,
): Problem | undefined {
  if (!isHostAllowed(request, allowed.hosts)) {
    return { status: 403, code: -32000, message: 'this Host is not allowed (ALLOWED_HOSTS)' };
  }
  if (!isOriginAllowed(request, allowed.origins)) {
    return { status: 403, code: -32000, message: 'this Origin is not allowed (ALLOWED_ORIGINS)' };
  }
  if (!hasOneCredential(request)) {
    return { status: 400, code: -32000, message: 'more than one Authorization header' };
  }
  if (isKnown) return undefined;
  return { status: 404, code: -32000, message: 'not found: the server is at /mcp' };
}

/** The Host header must name this server: a page that rebinds its own name to this address is refused. */
function isHostAllowed(request: IncomingMessage, allowed: ReadonlySet<string>): boolean {
  const [host = '', ...others] = request.headersDistinct.host ?? [];
  if (others.length > 0) return false;
  const name = /^([a-z\d._-]+|\[[a-f\d:.]+\])(?::\d{1,5})?$/i.exec(host)?.[1];
  return name !== undefined && allowed.has(name.toLowerCase());
}

/** No Origin is fine (no browser); one that is present must be listed, as a host name or a whole origin. */
function isOriginAllowed(request: IncomingMessage, allowed: ReadonlySet<string>): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return allowed.has(url.hostname) || allowed.has(url.origin);
}

/** Two of them would let one program check the first and another trust the second. */
function hasOneCredential(request: IncomingMessage): boolean {
  return (request.headersDistinct.authorization ?? []).length < 2;
}

/** Addresses are logged and kept everywhere: a token in one is never read. */
export function hasTokenInQuery(request: IncomingMessage): boolean {
  return /[?&](?:access_)?token=/i.test(request.url ?? '');
}

/** The path without its query; nothing is ever decoded or joined. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
