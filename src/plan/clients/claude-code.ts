// Claude Code: `.mcp.json` of a project, or one command (code.claude.com/docs/en/mcp).
import type { HandOff } from '../handoff.js';
import type { ClientEntry } from './entry.js';
import { fromShell, headersOf } from './secrets.js';

export const claudeCode: ClientEntry = {
  label: 'Claude Code',
  file: {
    path: 'handoff/claude-code.json',
    format: 'json',
    content: (handOff) => ({ mcpServers: { [handOff.alias]: server(handOff) } }),
  },
  steps: (handOff) => [
    { say: 'For you, in every project:' },
    {
      run: [
        'claude',
        'mcp',
        'add-json',
        '--scope',
        'user',
        handOff.alias,
        JSON.stringify(server(handOff)),
      ],
    },
    { say: 'For everybody who works on a project, copy the file to `.mcp.json` in its root.' },
    ...(handOff.signsIn ? [{ say: 'Then sign in: `/mcp` in a session.' }] : []),
  ],
};

function server(handOff: HandOff): object {
  return { type: 'http', url: handOff.url, ...headersOf(handOff, fromShell) };
}
