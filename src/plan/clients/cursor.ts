// Cursor: its mcp.json, and a link that installs the same entry (cursor.com/docs/mcp/install-links).
import { Buffer } from 'node:buffer';
import type { HandOff } from '../handoff.js';
import type { ClientEntry } from './entry.js';
import { fromEnv, headersOf } from './secrets.js';

export const cursor: ClientEntry = {
  label: 'Cursor',
  file: {
    path: 'handoff/cursor.json',
    format: 'json',
    content: (handOff) => ({ mcpServers: { [handOff.alias]: server(handOff) } }),
  },
  steps: (handOff) => [
    {
      say: 'Add the entry to `~/.cursor/mcp.json`, or copy the file to `.cursor/mcp.json` of a project. This link does it:',
    },
    { open: installLink(handOff), label: 'Add to Cursor' },
  ],
};

function server(handOff: HandOff): object {
  return { url: handOff.url, ...headersOf(handOff, fromEnv) };
}

/** `config` is the entry without its name, as base64 of its JSON. */
export function installLink(handOff: HandOff): string {
  const config = Buffer.from(JSON.stringify(server(handOff))).toString('base64');
  const query = new URLSearchParams({ name: handOff.alias, config });
  return `cursor://anysphere.cursor-deeplink/mcp/install?${query}`;
}
