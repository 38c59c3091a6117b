// VS Code: `servers`, and a prompt for each secret (code.visualstudio.com/docs/copilot/reference/mcp-configuration).
import { dashed } from '../../model/names.js';
import type { ClientEntry } from './entry.js';
import { headersOf, secretHeaders } from './secrets.js';

export const vscode: ClientEntry = {
  label: 'VS Code',
  file: {
    path: 'handoff/vscode.json',
    format: 'json',
    content: (handOff) => ({
      inputs: secretHeaders(handOff).map(({ variable, header }) => ({
        type: 'promptString',
        id: dashed(variable),
        description: `${header} of ${handOff.alias}: the secret you were given`,
        password: true,
      })),
      servers: {
        [handOff.alias]: {
          type: 'http',
          url: handOff.url,
          ...headersOf(handOff, (variable) => `\${input:${dashed(variable)}}`),
        },
      },
    }),
  },
  steps: () => [
    {
      say: 'Copy the file to `.vscode/mcp.json` of a workspace, or add it to the one that the command "MCP: Open User Configuration" opens. VS Code asks for secrets once and keeps them itself.',
    },
  ],
};
