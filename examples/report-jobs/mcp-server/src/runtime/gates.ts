// Checks on the request line and headers alone, before a byte of the body is read.
import type { IncomingMessage } from 'node:http';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'DELETE']);

/** False for methods that nothing here answers (TRACE, OPTIONS, PUT, …). */
export function isMethodKnown(method: string | undefined): boolean {
  return METHODS.has(method ?? '');
}

/** The Host header must name this server: a page that rebinds its own name to this address is refused. */
export function isHostAllowed(request: IncomingMessage, allowed: ReadonlySet<string>): boolean {
  const [host = '', ...others] = request.headersDistinct.host ?? [];
  if (others.length > 0) return false;
  const name = /^([a-z\d._-]+|\[[a-f\d:.]+\])(?::\d{1,5})?$/i.exec(host)?.[1];
  return name !== undefined && allowed.has(name.toLowerCase());
}

/** No Origin is fine (no browser); one that is present must be listed, as a host name or a whole origin. */
export function isOriginAllowed(request: IncomingMessage, allowed: ReadonlySet<string>): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return allowed.has(url.hostname) || allowed.has(url.origin);
}

/** The path without its query; nothing is ever decoded or joined. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
