// Codex CLI: a table of config.toml; secrets are named by their variables (developers.openai.com/codex/mcp).
import type { HandOff } from '../handoff.js';
import type { ClientEntry, TomlTable } from './entry.js';
import { secretHeaders } from './secrets.js';

export const codex: ClientEntry = {
  label: 'Codex CLI',
  file: {
    path: 'handoff/codex.toml',
    format: 'toml',
    content: (handOff) => ({ mcp_servers: { [handOff.alias]: server(handOff) } }),
  },
  steps: (handOff) => [
    {
      say: 'Add the table to `~/.codex/config.toml`, or to `.codex/config.toml` of a project you trust.',
    },
    ...(handOff.signsIn
      ? [{ say: 'Then sign in:' }, { run: ['codex', 'mcp', 'login', handOff.alias] }]
      : []),
  ],
};

function server(handOff: HandOff): TomlTable {
  const secrets = secretHeaders(handOff);
  const bearer = secrets.find((secret) => secret.bearer && secret.header === 'Authorization');
  const others = secrets.filter((secret) => secret !== bearer);
  return {
    url: handOff.url,
    ...(bearer !== undefined && { bearer_token_env_var: bearer.variable }),
    ...(others.length > 0 && {
      env_http_headers: Object.fromEntries(
        others.map(({ header, variable }) => [header, variable]),
      ),
    }),
  };
}
