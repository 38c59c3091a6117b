// Claude Desktop: its file takes commands only, so a pinned bridge speaks to the server.
import type { HandOff } from '../handoff.js';
import type { ClientEntry, Step } from './entry.js';
import { type SecretHeader, secretHeaders } from './secrets.js';

/** Exact: what other people's machines run is not to change under them. */
export const BRIDGE = 'mcp-remote@0.15.1';

export const claudeDesktop: ClientEntry = {
  label: 'Claude Desktop',
  file: {
    path: 'handoff/claude-desktop.json',
    format: 'json',
    content: (handOff) => ({ mcpServers: { [handOff.alias]: bridge(handOff) } }),
  },
  steps: (handOff) => [
    {
      say: `Settings, Developer, Edit Config opens \`claude_desktop_config.json\`: add the entry there and restart the application. It starts \`${BRIDGE}\`, which needs Node.js.`,
    },
    ...ownCopy(handOff),
  ],
};

/** The application expands nothing: the bridge puts `env` into the headers. */
function ownCopy(handOff: HandOff): readonly Step[] {
  if (secretHeaders(handOff).length === 0) return [];
  return [
    {
      say: 'Claude Desktop does not read your environment: put the secret in place of each placeholder below `env`, in your copy only.',
    },
  ];
}

/** Header values have no space among the arguments, which npx would split on Windows. */
function bridge(handOff: HandOff): object {
  const secrets = secretHeaders(handOff);
  const headers = secrets.flatMap((secret) => [
    '--header',
    `${secret.header}:\${${passed(secret)}}`,
  ]);
  return {
    command: 'npx',
    args: ['-y', BRIDGE, handOff.url, '--transport', 'http-only', ...headers],
    ...(secrets.length > 0 && {
      env: Object.fromEntries(
        secrets.map((secret) => [passed(secret), handOff.headers[secret.header]]),
      ),
    }),
  };
}

/** The variable of the bridge that holds the whole value of a header. */
function passed({ variable }: SecretHeader): string {
  return `${variable}_HEADER`;
}
