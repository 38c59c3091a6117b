// The two official clients behind one face: 2026-07-28 (v2) and 2025-11-25 (v1).
import {
  Client,
  StreamableHTTPClientTransport,
  type StreamableHTTPClientTransportOptions,
} from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import {
  StreamableHTTPClientTransport as LegacyTransport,
  type StreamableHTTPClientTransportOptions as LegacyTransportOptions,
} from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const MODERN = '2026-07-28';
export const LEGACY = '2025-11-25';

export interface CallResult {
  readonly isError: boolean;
  /** Text of the text blocks. */
  readonly texts: readonly string[];
  readonly structured: unknown;
  /** Targets of the resource links. */
  readonly links: readonly string[];
}

export interface ListedTool {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: unknown;
  readonly outputSchema?: unknown;
}

export interface TestClient {
  /** The revision both sides settled on. */
  readonly revision: string | undefined;
  list(): Promise<readonly ListedTool[]>;
  call(name: string, args: Record<string, unknown>): Promise<CallResult>;
  close(): Promise<void>;
}

/** The v2 client, pinned to 2026-07-28; with a bearer token, or with what its transport is told. */
export async function connectModern(
  url: URL,
  token: string | StreamableHTTPClientTransportOptions,
): Promise<TestClient> {
  const client = new Client(
    { name: 'live-test', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: MODERN } } },
  );
  await client.connect(new StreamableHTTPClientTransport(url, authorised(token)));
  return {
    revision: client.getNegotiatedProtocolVersion(),
    list: async () => (await client.listTools()).tools,
    call: async (name, args) => toResult(await client.callTool({ name, arguments: args })),
    close: () => client.close(),
  };
}

/** The v1 client, which speaks 2025-11-25; see {@link connectModern}. */
export async function connectLegacy(
  url: URL,
  token: string | LegacyTransportOptions,
): Promise<TestClient> {
  const client = new LegacyClient({ name: 'live-test', version: '1.0.0' });
  const transport = new LegacyTransport(url, authorised(token));
  await client.connect(transport);
  return {
    revision: transport.protocolVersion,
    list: async () => (await client.listTools()).tools,
    call: async (name, args) => toResult(await client.callTool({ name, arguments: args })),
    close: async () => {
      await transport.terminateSession();
      await client.close();
    },
  };
}

function authorised<Options>(token: string | Options): Options | { requestInit: RequestInit } {
  if (typeof token !== 'string') return token;
  return { requestInit: { headers: { authorization: `Bearer ${token}` } } };
}

function toResult(result: Readonly<Record<string, unknown>>): CallResult {
  const content = Array.isArray(result.content) ? result.content : [];
  return {
    isError: result.isError === true,
    texts: content.filter((block) => block.type === 'text').map((block) => String(block.text)),
    structured: result.structuredContent,
    links: content.filter((block) => block.type === 'resource_link').map((block) => block.uri),
  };
}
