// The official client's visit in one protocol era: connects, lists, asks for a tool that is not there.
import {
  Client,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { nestsDeeper } from './json.js';
import type { Run } from './look.js';
import { MODERN } from './mcp.js';
import type { ListedTool } from './schema-rules.js';
import { webFetch } from './web-fetch.js';

export type Era = 'modern' | 'legacy';

export interface Visit {
  /** The revision both sides settled on. */
  readonly revision: string;
  readonly tools: readonly ListedTool[];
  /** Milliseconds from the first request to the whole list. */
  readonly took: number;
  readonly unknownTool: UnknownTool;
}

/** How a call of a tool that does not exist ended. */
export type UnknownTool =
  | { readonly kind: 'refused'; readonly code: number; readonly message: string }
  | { readonly kind: 'error result'; readonly message: string }
  | { readonly kind: 'success' }
  | { readonly kind: 'broken'; readonly message: string };

export interface Failed {
  readonly failed: string;
  /** The HTTP status that ended it, if one did. */
  readonly status?: number;
}

/** No schema of people does; what goes through a list with recursion stays within its stack. */
const DEEPEST = 500;

export const NO_SUCH_TOOL = 'mcp_wrap_doctor_no_such_tool';

/** Never rejects: whatever the client says of a server is a finding. */
export async function visit(
  { network }: Run,
  url: URL,
  headers: Readonly<Record<string, string>>,
  era: Era,
  signal: AbortSignal,
): Promise<Visit | Failed> {
  const client = new Client(
    { name: 'mcp-wrap-doctor', version: '1.0.0' },
    { versionNegotiation: { mode: era === 'modern' ? { pin: MODERN } : 'legacy' } },
  );
  const transport = new StreamableHTTPClientTransport(url, {
    requestInit: { headers: { ...headers } },
    fetch: webFetch(network, signal),
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1000,
      maxReconnectionDelay: 1000,
      reconnectionDelayGrowFactor: 1,
    },
  });
  try {
    const start = performance.now();
    await client.connect(transport, { signal });
    const { tools } = await client.listTools({}, { signal });
    if (nestsDeeper(tools, DEEPEST)) {
      return { failed: `the list nests deeper than ${DEEPEST} levels` };
    }
    const took = Math.round(performance.now() - start);
    const unknownTool = await askForNothing(client, signal);
    if (era === 'legacy') await transport.terminateSession();
    const revision = client.getNegotiatedProtocolVersion() ?? 'no revision';
    return { revision, tools, took, unknownTool };
  } catch (error) {
    return failureOf(error, signal);
  } finally {
    await client.close();
  }
}

async function askForNothing(client: Client, signal: AbortSignal): Promise<UnknownTool> {
  try {
    const result = await client.callTool({ name: NO_SUCH_TOOL, arguments: {} }, { signal });
    if (result.isError !== true) return { kind: 'success' };
    const [first] = result.content;
    return { kind: 'error result', message: first?.type === 'text' ? first.text : '' };
  } catch (error) {
    if (error instanceof ProtocolError) {
      return { kind: 'refused', code: error.code, message: error.message };
    }
    return { kind: 'broken', message: failureOf(error, signal).failed };
  }
}

function failureOf(error: unknown, signal: AbortSignal): Failed {
  if (signal.aborted) return { failed: 'no answer in time' };
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.EraNegotiationFailed) {
    return { failed: 'the server does not offer it' };
  }
  if (error instanceof SdkHttpError) return { failed: error.message, status: error.status };
  return { failed: error instanceof Error ? error.message : String(error) };
}
