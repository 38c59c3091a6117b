// The first request of a 2025 client by hand, which every kind of server answers somehow.
import type { Answer } from './exchange.js';
import { messageOf } from './json.js';
import { type Look, send } from './look.js';

export const LEGACY = '2025-11-25';
export const MODERN = '2026-07-28';

const JSON_POST = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
};

/** Sends `initialize`; a session that this opened is closed again. */
export async function initialize(
  look: Look,
  url: URL,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const params = {
    protocolVersion: LEGACY,
    capabilities: {},
    clientInfo: { name: 'mcp-wrap-doctor', version: '1.0.0' },
  };
  const answer = await post(look, url, { ...JSON_POST, ...headers }, 'initialize', params);
  const session = answer.headers['mcp-session-id'];
  if (typeof session === 'string') {
    const own = { ...headers, 'mcp-session-id': session, 'mcp-protocol-version': LEGACY };
    await send(look, { method: 'DELETE', url, headers: own });
  }
  return answer;
}

/** `tools/list` as a plain `curl` without Accept would send it. */
export function listWithoutAccept(look: Look, url: URL): Promise<Answer> {
  const headers = { ...look.run.target.headers, 'content-type': 'application/json' };
  return post(look, url, headers, 'tools/list', {});
}

function post(
  look: Look,
  url: URL,
  headers: Readonly<Record<string, string>>,
  method: string,
  params: object,
): Promise<Answer> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  return send(look, { method: 'POST', url, headers, body, until: isAnswered });
}

/** Some servers leave the stream open behind their answer. */
function isAnswered(text: string): boolean {
  if (!text.endsWith('\n\n') && !text.endsWith('\r\n\r\n')) return false;
  return messageOf({ headers: { 'content-type': 'text/event-stream' }, text }) !== undefined;
}

/** A server of MCP said this, whether it served the request or refused it. */
export function isMcp(answer: Answer): boolean {
  if (messageOf(answer) !== undefined) return answer.status !== 404 && answer.status !== 405;
  return answer.status === 401;
}
