// Which lane serves a request: MCP 2026-07-28 through the SDK's handler, the 2025 revisions beside it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type AuthInfo,
  classifyInboundRequest,
  createMcpHandler,
} from '@modelcontextprotocol/server';
import { aborted, disconnectSignal, send, sendProblem, sendText, toRequest } from './exchange.ts';
import { createKeptLists, type KeptLists, listQuestion } from './kept-lists.ts';
import { serveLegacy } from './legacy.ts';
import type { Log } from './log.ts';
import type { McpFactory } from './mcp.ts';
import type { Service } from './service.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';
import type { Settings } from './settings.ts';

export interface Lanes {
  /** Answers a tools/list that was answered before; false when there is nothing kept. */
  answerKept(...exchange: Exchange): boolean;
  /** Serves one POST. */
  serve(...exchange: Exchange): Promise<void>;
  /** Serves GET and DELETE of a session; false when the request names none. */
  stream(request: IncomingMessage, response: ServerResponse, auth: AuthInfo): Promise<boolean>;
  close(): Promise<void>;
}

type Exchange = [request: IncomingMessage, response: ServerResponse, auth: AuthInfo, body: unknown];

interface Parts {
  readonly factory: McpFactory;
  readonly modern: ReturnType<typeof createMcpHandler>;
  readonly sessions: Sessions | undefined;
  readonly lists: KeptLists;
  readonly service: Pick<Service, 'shown'>;
}

export function createLanes(options: {
  readonly factory: McpFactory;
  readonly settings: Settings;
  readonly service: Pick<Service, 'shown'>;
  readonly log: Log;
}): Lanes {
  const { factory, settings, service, log } = options;
  const onerror = (err: Error) => log.debug({ err }, 'protocol');
  const parts: Parts = {
    factory,
    service,
    modern: createMcpHandler(factory, { legacy: 'reject', onerror }),
    sessions: settings.sessions
      ? createSessions(factory, settings.sessionMax, settings.sessionIdle)
      : undefined,
    lists: createKeptLists(),
  };
  return {
    answerKept: (...exchange) => answerKept(parts, ...exchange),
    serve: (...exchange) => serve(parts, ...exchange),
    async stream(request, response, auth) {
      if (parts.sessions === undefined || request.method === 'HEAD') return false;
      if (request.headers['mcp-session-id'] === undefined) return false;
      await serve(parts, request, response, auth, undefined);
      return true;
    },
    async close() {
      await parts.sessions?.close();
      await parts.modern.close();
    },
  };
}

function answerKept(parts: Parts, ...[request, response, auth, body]: Exchange): boolean {
  const question = listQuestion(request, body, parts.service.shown?.(auth.clientId));
  const kept = question && parts.lists.find(question);
  if (kept === undefined || isForeignSession(parts, request, auth)) return false;
  sendText(response, 200, kept.headers, kept.text);
  return true;
}

/** Such a request gets its 404 from the lane. */
function isForeignSession(parts: Parts, request: IncomingMessage, auth: AuthInfo): boolean {
  const named = request.headers['mcp-session-id'] !== undefined;
  return named && sessionOf(parts, request, auth) === undefined;
}

async function serve(parts: Parts, ...[request, response, auth, body]: Exchange): Promise<void> {
  const signal = disconnectSignal(response);
  const web = toRequest(request, signal);
  const session = sessionOf(parts, request, auth);
  const answering = isModern(request, body)
    ? parts.modern.fetch(web, { authInfo: auth, parsedBody: body })
    : serveLegacy({ request: web, body, authInfo: auth, session }, parts.factory, parts.sessions);
  // A call in a session ends with its cancellation or its answer, not with the connection: it still counts.
  const outlives = session !== undefined && request.method === 'POST';
  const whole = async () => {
    const answer = await Promise.race([answering, aborted(signal)]);
    if (answer === 'aborted') return;
    if (!(answer instanceof Response)) return sendProblem(response, answer, idOf(body));
    const text = await send(answer, response, outlives ? undefined : signal);
    const share = parts.service.shown?.(auth.clientId);
    const question = listQuestion(request, body, share);
    if (question === undefined || text === undefined || answer.status !== 200) return;
    parts.lists.keep(question, Object.fromEntries(answer.headers), text);
  };
  return session && parts.sessions ? parts.sessions.use(session, whole) : whole();
}

function sessionOf(
  { sessions }: Parts,
  request: IncomingMessage,
  auth: AuthInfo,
): Session | undefined {
  const id = request.headers['mcp-session-id'];
  return typeof id === 'string' ? sessions?.find(id, auth.clientId) : undefined;
}

/** Anything that is not plainly of 2025 goes to the 2026 handler, which words the refusals. */
function isModern(request: IncomingMessage, body: unknown): boolean {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const version = header('mcp-protocol-version');
  const method = header('mcp-method');
  const name = header('mcp-name');
  const outcome = classifyInboundRequest({
    httpMethod: request.method ?? 'GET',
    ...(version === undefined ? {} : { protocolVersionHeader: version }),
    ...(method === undefined ? {} : { mcpMethodHeader: method }),
    ...(name === undefined ? {} : { mcpNameHeader: name }),
    ...(body === undefined ? {} : { body }),
  });
  return outcome.kind !== 'legacy';
}

function idOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'id' in body ? body.id : null;
}
