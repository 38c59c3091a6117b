// Environment variables as generated files speak of them.
import type { ServerPlan } from './server.js';

export interface EnvVariable {
  readonly name: string;
  /** One sentence for .env.example. */
  readonly description: string;
  /** What .env.example shows; empty for what has to be filled in. */
  readonly value: string;
  /** The server does not start, or a tool does not work, without it. */
  readonly required: boolean;
}

/** Settings of every server that an owner is likely to touch; all of them stand in the README. */
export const serverVariables: readonly EnvVariable[] = [
  optional('MCP_PORT', 'Port on this machine; 0 takes any free one', '8900'),
  optional(
    'MCP_HOST',
    'Address to listen on; anything but loopback is reachable from outside',
    '127.0.0.1',
  ),
  optional(
    'PUBLIC_BASE_URL',
    'What clients see, without /mcp; its host is then accepted',
    'https://mcp.example.com',
  ),
  optional('ALLOWED_HOSTS', 'Further host names that requests may name, separated by commas', ''),
  optional('ALLOWED_ORIGINS', 'Origins of browser pages that may call, separated by commas', ''),
  optional('TOOL_TIMEOUT', 'The longest a tool may take', '60s'),
  optional('MAX_RESULT_BYTES', 'The largest result a tool may give', '1 MiB'),
  optional('LOG_LEVEL', 'fatal, error, warn, info, debug or trace', 'info'),
];

/** Names that may stand in .env files, Compose files and shells; anything else is left to the owner. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function optional(name: string, description: string, value: string): EnvVariable {
  return { name, description, value, required: false };
}

/** What the wrapped code reads; the server starts without it, as only the code knows when it is needed. */
export function toolVariables({ env, tools }: Pick<ServerPlan, 'env' | 'tools'>): EnvVariable[] {
  return env
    .filter(({ name }) => isVariableName(name))
    .map(({ name, required, fallback, file, line, tools: readers }) => {
      const served = readers?.filter((reader) => tools.some((tool) => tool.name === reader));
      const by = served === undefined ? 'the wrapped code' : listed(served);
      const description = `Read by ${by} (${file}:${line})`;
      return {
        name,
        description,
        value: fallback === undefined || UNWRITABLE.test(fallback) ? '' : fallback,
        required,
      };
    });
}

/** What no quoting in .env files carries. */
const UNWRITABLE = /['\r\n\0]/;

function listed(names: readonly string[]): string {
  const few = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${few} and ${names.length - 3} more` : few;
}
