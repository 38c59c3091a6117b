// Windsurf: `serverUrl` in mcp_config.json (docs.windsurf.com/windsurf/cascade/mcp).
import type { ClientEntry } from './entry.js';
import { fromEnv, headersOf } from './secrets.js';

export const windsurf: ClientEntry = {
  label: 'Windsurf',
  file: {
    path: 'handoff/windsurf.json',
    format: 'json',
    content: (handOff) => ({
      mcpServers: {
        [handOff.alias]: { serverUrl: handOff.url, ...headersOf(handOff, fromEnv) },
      },
    }),
  },
  steps: () => [
    {
      say: 'Add the entry to `~/.codeium/windsurf/mcp_config.json` and refresh its list of servers.',
    },
  ],
};
