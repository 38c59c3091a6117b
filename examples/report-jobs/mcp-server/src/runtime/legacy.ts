// The 2025-era lane: a session for those who initialize, plain JSON for those who just ask.
import {
  type AuthInfo,
  isInitializeRequest,
  WebStandardStreamableHTTPServerTransport as Transport,
} from '@modelcontextprotocol/server';
import type { Problem } from './exchange.ts';
import type { McpFactory } from './mcp.ts';
import { member } from './messages.ts';
import type { Session, Sessions } from './sessions.ts';

export interface LegacyRequest {
  readonly request: Request;
  /** Undefined for GET and DELETE. */
  readonly body: unknown;
  readonly authInfo: AuthInfo;
  /** The caller's session that the request names. */
  readonly session: Session | undefined;
}

const UNKNOWN: Problem = {
  status: 404,
  code: -32001,
  message: 'no such session: initialize again',
};
const FULL: Problem = {
  status: 503,
  code: -32000,
  message: 'all sessions are in use: try again later',
  headers: { 'retry-after': '5' },
};

/** `sessions` is undefined when they are off (several replicas): then every request stands alone. */
export async function serveLegacy(
  input: LegacyRequest,
  factory: McpFactory,
  sessions: Sessions | undefined,
): Promise<Response | Problem> {
  const { request, body, session, authInfo } = input;
  if (request.headers.has('mcp-session-id') && session === undefined) return UNKNOWN;
  if (session !== undefined) {
    return isPlainList(body) ? serveAlone(input, factory) : serveInSession(session, input);
  }
  if (sessions === undefined || !isInitializeRequest(body)) return serveAlone(input, factory);
  const opened = await sessions.create(authInfo.clientId);
  if (opened === undefined) return FULL;
  const answer = await serveInSession(opened, input);
  if (opened.transport.sessionId === undefined) await opened.mcp.close();
  return answer;
}

async function serveInSession(
  { transport }: Session,
  { request, body, authInfo }: LegacyRequest,
): Promise<Response> {
  const parsed = body === undefined ? {} : { parsedBody: body };
  const answer = await transport.handleRequest(request, { authInfo, ...parsed });
  const cancelled = cancelledId(body);
  if (cancelled !== undefined) transport.closeSSEStream(cancelled);
  return answer;
}

/** A cancelled request gets no answer, so nothing else would end the stream that waits for it. */
function cancelledId(body: unknown): string | number | undefined {
  if (member(body, 'method') !== 'notifications/cancelled') return undefined;
  const id = member(member(body, 'params'), 'requestId');
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** One server and transport for one request; an event stream only for those who asked for progress. */
async function serveAlone(
  { request, body, authInfo }: LegacyRequest,
  factory: McpFactory,
): Promise<Response> {
  const mcp = factory({ era: 'legacy' });
  const transport = new Transport({ enableJsonResponse: !wantsProgress(body) });
  await mcp.connect(transport);
  request.signal.addEventListener('abort', () => void mcp.close(), { once: true });
  return transport.handleRequest(request, { authInfo, parsedBody: body });
}

/** The tool list is the same in every session, so it needs none. */
function isPlainList(body: unknown): boolean {
  return member(body, 'method') === 'tools/list' && !wantsProgress(body);
}

function wantsProgress(body: unknown): boolean {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.some(
    (each) => member(member(member(each, 'params'), '_meta'), 'progressToken') !== undefined,
  );
}
