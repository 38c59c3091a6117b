// Gemini CLI: `httpUrl` in settings.json (geminicli.com/docs/tools/mcp-server).
import type { ClientEntry } from './entry.js';
import { fromShell, headersOf } from './secrets.js';

export const gemini: ClientEntry = {
  label: 'Gemini CLI',
  file: {
    path: 'handoff/gemini.json',
    format: 'json',
    content: (handOff) => ({
      mcpServers: {
        [handOff.alias]: { httpUrl: handOff.url, ...headersOf(handOff, fromShell) },
      },
    }),
  },
  steps: (handOff) => [
    {
      say: 'Add the entry to `~/.gemini/settings.json`, or to `.gemini/settings.json` of a project.',
    },
    ...(handOff.signsIn
      ? [{ type: `/mcp auth ${handOff.alias}`, label: 'Then sign in, in a session' }]
      : []),
  ],
};
