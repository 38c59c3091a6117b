// VS Code: `servers`, and a prompt for each secret (code.visualstudio.com/docs/copilot/reference/mcp-configuration).
import { dashed } from '../../model/names.js';
import type { HandOff } from '../handoff.js';
import type { ClientEntry } from './entry.js';
import { headersOf, secretHeaders } from './secrets.js';

export const vscode: ClientEntry = {
  label: 'VS Code',
  file: {
    path: 'handoff/vscode.json',
    format: 'json',
    content: (handOff) => ({
      inputs: inputs(handOff),
      servers: { [handOff.alias]: server(handOff) },
    }),
  },
  steps: (handOff) => [
    {
      say: `Copy the file to \`.vscode/mcp.json\` of a workspace, or add it to the one that the command "MCP: Open User Configuration" opens. ${asking(handOff)}This link does it:`,
    },
    { open: installLink(handOff), label: 'Add to VS Code' },
  ],
};

function asking(handOff: HandOff): string {
  if (secretHeaders(handOff).length === 0) return '';
  return 'VS Code asks for secrets once and keeps them itself. ';
}

function inputs(handOff: HandOff): readonly object[] {
  return secretHeaders(handOff).map(({ variable, header }) => ({
    type: 'promptString',
    id: dashed(variable),
    description: `${header} of ${handOff.alias}: the secret you were given`,
    password: true,
  }));
}

function server(handOff: HandOff): object {
  return {
    type: 'http',
    url: handOff.url,
    ...headersOf(handOff, (variable) => `\${input:${dashed(variable)}}`),
  };
}

/** Name, prompts and entry in one JSON object, percent-encoded. */
function installLink(handOff: HandOff): string {
  const entry = { name: handOff.alias, inputs: inputs(handOff), ...server(handOff) };
  return `vscode:mcp/install?${encodeURIComponent(JSON.stringify(entry))}`;
}
