// The hand-off: what somebody who will use the server needs to be given. Never a secret.
import { dashed } from '../model/names.js';
import { authKinds } from './auth/index.js';
import { publishedTools } from './published.js';
import type { ServerPlan } from './server.js';

export interface HandOff {
  readonly name: string;
  /** The name among a client's other servers: most take letters, digits and dashes alone. */
  readonly alias: string;
  /** The MCP endpoint as clients see it. */
  readonly url: string;
  /** Clients find the issuer by themselves; there are no headers then. */
  readonly signsIn: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly tools: readonly string[];
  readonly description: string;
  /** Set when the address is loopback, since no public one was given. */
  readonly warning?: string;
}

/** Where the server listens when nothing else is said (decisions.md 8). */
const LOOPBACK_URL = 'http://127.0.0.1:8900';
/** Tool names that a description lists before it stops. */
const LISTED = 8;

export function planHandOff(plan: ServerPlan): HandOff {
  return {
    name: plan.name,
    alias: dashed(plan.name),
    url: endpoint(plan.publicUrl ?? LOOPBACK_URL),
    signsIn: authKinds[plan.auth].signsIn,
    headers: authKinds[plan.auth].headers(variablePrefix(plan.name)),
    tools: publishedTools(plan.tools).map(({ name }) => name),
    description: describe(plan),
    ...(plan.publicUrl === undefined && {
      warning: `handoff/mcp.json names ${endpoint(LOOPBACK_URL)}: give the public address with --public-url`,
    }),
  };
}

/** `my-notes` is `MY_NOTES`: what the names of a client's variables for this server start with. */
export function variablePrefix(name: string): string {
  const prefix = name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return /^\d/.test(prefix) ? `_${prefix}` : prefix;
}

/** `/mcp` below the public URL, which may have a path of its own. */
function endpoint(publicUrl: string): string {
  return new URL('mcp', publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`).href;
}

function describe({ name, tools }: ServerPlan): string {
  const more = tools.length - LISTED;
  const list = tools
    .slice(0, LISTED)
    .map((tool) => tool.name)
    .join(', ');
  return `${name}: ${list}${more > 0 ? ` and ${more} more` : ''}`;
}
