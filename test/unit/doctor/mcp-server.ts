// An MCP server on the official SDK, with a token and gates, whose parts a test can take away or spoil.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMcpHandler, McpServer, ProtocolError } from '@modelcontextprotocol/server';
import { type Handler, reply, replyJson } from './servers.ts';

export interface Spoilt {
  /** The token that callers need; nobody needs one where it is undefined. */
  readonly token?: string;
  readonly tools?: readonly Record<string, unknown>[];
  /** What clients of 2025 see, where it differs. */
  readonly legacyTools?: readonly Record<string, unknown>[];
  /** The era that is not served. */
  readonly without?: 'modern' | 'legacy';
  /** Answered before everything else; false where it does not care. */
  readonly first?: (request: IncomingMessage, response: ServerResponse, body: string) => boolean;
  /** Whether a foreign Host and Origin are served. */
  readonly open?: boolean;
  /** What a call of an unknown tool throws or gives. */
  readonly call?: () => { content: { type: 'text'; text: string }[]; isError?: boolean };
}

export const ADD = {
  name: 'add',
  description: 'Adds.',
  inputSchema: {
    type: 'object',
    properties: { a: { type: 'number' } },
    additionalProperties: false,
  },
};

export function mcpServer(spoilt: Spoilt = {}): Handler {
  const serveMcp = protocol(spoilt);
  return (request, response, body) => {
    if (spoilt.first?.(request, response, body)) return;
    const path = (request.url ?? '').split('?', 1)[0];
    if (path === '/healthz') return replyJson(response, 200, { ok: true });
    if (!spoilt.open && isForeign(request)) return replyJson(response, 403, refusal('foreign'));
    if (path !== '/mcp') return replyJson(response, 404, refusal('not found'));
    const { authorization } = request.headers;
    if (spoilt.token !== undefined && authorization !== `Bearer ${spoilt.token}`) {
      return replyJson(response, 401, refusal('a token is needed'), {
        'www-authenticate': 'Bearer realm="mcp"',
      });
    }
    if (request.method !== 'POST') return reply(response, 405, '', { allow: 'POST' });
    serveMcp(request, response, body).catch((error: unknown) =>
      reply(response, 500, String(error)),
    );
  };
}

function refusal(message: string): object {
  return { jsonrpc: '2.0', id: null, error: { code: -32000, message } };
}

function isForeign({ headers }: IncomingMessage): boolean {
  return /\.invalid/.test(`${headers.host} ${headers.origin}`);
}

function protocol({ tools = [ADD], legacyTools = tools, without, call }: Spoilt) {
  const handler = createMcpHandler(
    ({ era }) => {
      const mcp = new McpServer(
        { name: 'test', version: '1.0.0' },
        { capabilities: { tools: { listChanged: false } } },
      );
      const listed: unknown = { tools: era === 'modern' ? tools : legacyTools };
      mcp.server.setRequestHandler('tools/list', () => Object(listed));
      mcp.server.setRequestHandler('tools/call', ({ params }) => {
        if (call !== undefined) return call();
        throw new ProtocolError(-32602, `Unknown tool: ${params.name}`);
      });
      return mcp;
    },
    without === 'legacy' ? { legacy: 'reject' } : {},
  );
  return async (request: IncomingMessage, response: ServerResponse, body: string) => {
    if (without === 'modern' && request.headers['mcp-method'] !== undefined) {
      return replyJson(response, 400, refusal('Bad Request: Unsupported protocol version'));
    }
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const asked = new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body });
    const answer = await handler.fetch(asked);
    reply(response, answer.status, await answer.text(), Object.fromEntries(answer.headers));
  };
}
