// handoff/mcp.json: the form that other clients' files are derived from (product.md, Hand-off).
import type { ClientEntry } from './entry.js';

export const canonical: ClientEntry = {
  label: 'MCP clients',
  path: 'handoff/mcp.json',
  config: ({ name, url, headers, tools, description }) => ({
    mcpServers: {
      [name]: { type: 'streamableHttp', url, headers, enabledTools: tools, description },
    },
  }),
};
