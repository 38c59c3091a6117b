// A server in this process on a free port, over the fixture project, and both clients for it.
import {
  Client as ModernClient,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as LegacyTransportFace } from '@modelcontextprotocol/sdk/shared/transport.js';
import { createActivity } from '../../../templates/project/src/runtime/activity.ts';
import { createHttpServer } from '../../../templates/project/src/runtime/http.ts';
import { createLog } from '../../../templates/project/src/runtime/log.ts';
import { createMcpFactory } from '../../../templates/project/src/runtime/mcp.ts';
import type { PrepareService } from '../../../templates/project/src/runtime/service.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import { createAuth, errors, prepareService, server, surface } from './project/wiring.gen.ts';

export const TOKEN = 'mcp_test-token-0123456789';
export const OTHER_TOKEN = 'mcp_other-token-0123456789';

export interface Running {
  readonly url: string;
  readonly port: number;
  /** Log lines so far, parsed. */
  readonly lines: readonly Record<string, unknown>[];
  stop(): Promise<void>;
}

export interface Served {
  readonly prepareService: PrepareService;
  readonly surface: unknown;
  readonly createAuth?: typeof createAuth;
}

/** Starts with `env` over sane defaults; `served` replaces the fixture's service and its auth. */
export async function startServer(
  env: Record<string, string> = {},
  served: Served = { prepareService, surface },
): Promise<Running> {
  const all = {
    MCP_PORT: '0',
    MCP_BEARER_TOKEN: `me=${TOKEN},you=${OTHER_TOKEN}`,
    LOG_LEVEL: 'debug',
    ...env,
  };
  const settings = readSettings(all);
  const auth = (served.createAuth ?? createAuth)(all, settings.value);
  const parts = served.prepareService(all, settings.value);
  const problems = [...settings.problems, ...parts.problems, ...auth.problems];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const lines: Record<string, unknown>[] = [];
  const log = createLog(settings.value.logLevel, server.name, {
    write: (line) => void lines.push(JSON.parse(line)),
  });
  const activity = createActivity();
  const environment = { ...settings.value, errors, activity, log };
  const service = await parts.value({ settings: settings.value, errors, log });
  const factory = createMcpFactory(server, service, served.surface, environment);
  const http = createHttpServer({
    settings: settings.value,
    auth: auth.value,
    factory,
    service,
    activity,
    log,
  });
  const { url, port } = await http.listen();
  return { url, port, lines, stop: () => http.stop() };
}

const headers = (token: string) => ({
  requestInit: { headers: { authorization: `Bearer ${token}` } },
});

/** A client that speaks MCP 2026-07-28 and nothing else. */
export async function connectModern(url: string, token = TOKEN): Promise<ModernClient> {
  const client = new ModernClient(
    { name: 'modern', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(url), headers(token)));
  return client;
}

/** A client of the 2025 revisions. */
export async function connectLegacy(url: string, token = TOKEN): Promise<LegacyClient> {
  const client = new LegacyClient({ name: 'legacy', version: '1.0.0' });
  const transport: LegacyTransportFace = new LegacyTransport(new URL(url), headers(token));
  await client.connect(transport);
  return client;
}
