// handoff/mcp.json: the form that other clients' files are derived from (product.md, Hand-off).
import type { ClientEntry } from './entry.js';

export const canonical: ClientEntry = {
  label: 'Any MCP client',
  file: {
    path: 'handoff/mcp.json',
    format: 'json',
    content: ({ name, url, headers, tools, description }) => ({
      mcpServers: {
        [name]: { type: 'streamableHttp', url, headers, enabledTools: tools, description },
      },
    }),
  },
  steps: () => [
    {
      say: 'The address, the headers and the tools, for clients that are not named here and for programs.',
    },
  ],
};
