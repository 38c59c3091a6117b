// The MCP server of one request or session: a thin object over tables that are made once.
import {
  type CallToolRequest,
  type ClientCapabilities,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Activity } from './activity.ts';
import { type CallEnvironment, callTool } from './call.ts';
import { admissionOf, capabilitiesOf, createContext } from './context.ts';
import type { Service } from './service.ts';
import type { Tool } from './tool.ts';

export interface Identity {
  readonly name: string;
  readonly version: string;
}

/** `modern` is MCP 2026-07-28, `legacy` the 2025 revisions. */
export type Era = 'modern' | 'legacy';
export type McpFactory = (request: { readonly era: Era }) => McpServer;

/** How long a client may keep the tool list: it changes with a new version of the server only. */
const LIST_TTL_MS = 300_000;

const publishedSchema = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string().optional(),
      description: z.string().optional(),
      inputSchema: z.looseObject({ type: z.literal('object') }),
      outputSchema: z.looseObject({ type: z.literal('object') }).optional(),
      annotations: z.record(z.string(), z.boolean()).optional(),
    }),
  ),
});
type PublishedTool = z.output<typeof publishedSchema>['tools'][number];
type Table = ReadonlyMap<string, { readonly tool: Tool; readonly published: PublishedTool }>;

/** `surface` is tools.gen.json: what is published, literally. It must name the very tools given. */
export function createMcpFactory(
  identity: Identity,
  service: Service,
  surface: unknown,
  environment: CallEnvironment & { readonly activity: Activity },
): McpFactory {
  const published = publishedSchema.parse(surface).tools;
  const table = joinTables(service.tools, published);
  const context = { ...environment, table, service };
  const options = {
    capabilities: { tools: { listChanged: false }, logging: {} },
    cacheHints: { 'tools/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' as const } },
  };
  return ({ era }) => {
    const mcp = new McpServer({ ...identity }, options);
    mcp.server.setRequestHandler('tools/list', (_request, ctx) => {
      const share = service.shown?.(admissionOf(ctx).caller);
      return { tools: share ? published.filter(({ name }) => share.has(name)) : published };
    });
    mcp.server.setRequestHandler('tools/call', (request, ctx) =>
      environment.activity.run(0, () => {
        const client = capabilitiesOf(ctx, mcp.server.getClientCapabilities());
        return serveCall(request.params, ctx, { ...context, era, client });
      }),
    );
    service.extend?.(mcp, era);
    return mcp;
  };
}

interface Serving extends CallEnvironment {
  readonly table: Table;
  readonly service: Service;
  readonly era: Era;
  readonly client: ClientCapabilities;
}

async function serveCall(
  { name, arguments: args = {} }: CallToolRequest['params'],
  mcp: ServerContext,
  { table, service, era, client: clientCapabilities, ...environment }: Serving,
) {
  const entry = table.get(name);
  const who = admissionOf(mcp);
  const { log } = environment;
  const isHidden = entry !== undefined && service.mayCall?.(who, name) === false;
  if (isHidden) log.warn({ tool: name, caller: who.caller }, 'refused: the rules do not allow it');
  if (entry === undefined || isHidden) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${name}`);
  }
  const { extra, complete } = service.begin(who.caller);
  const { ctx, flush } = createContext(mcp, { name, clientCapabilities, extra, log });
  const { inputSchema } = entry.published;
  const result = await callTool({ tool: entry.tool, inputSchema, args, era, ctx }, environment);
  await flush();
  const sent = complete === undefined ? result : complete(result);
  return service.answer === undefined ? sent : service.answer({ name, ctx, result: sent });
}

function joinTables(tools: readonly Tool[], published: readonly PublishedTool[]): Table {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const joined = published.flatMap((each) => {
    const tool = byName.get(each.name);
    return tool === undefined ? [] : [[each.name, { tool, published: each }] as const];
  });
  if (joined.length !== tools.length || joined.length !== published.length) {
    throw new Error('tools.gen.ts and tools.gen.json differ: generate both again');
  }
  return new Map(joined);
}
