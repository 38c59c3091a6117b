// Prints test/caller.gen.ts of a generated project: who its tests call as, and what that caller is shown.
import { publishedTools } from '../plan/published.js';
import type { ServerPlan } from '../plan/server.js';
import { header } from './header.js';
import { lit } from './helpers.js';

/** The first caller that the rules name; without rules, nobody in particular. */
export function renderTestCaller(plan: ServerPlan): string {
  const [caller, shown] = [...(plan.rules.callers ?? [])][0] ?? ['test', '*'];
  const tools = shown === '*' ? publishedTools(plan.tools).map(({ name }) => name) : shown;
  const scopes = [...(plan.rules.scopes ?? [])].flatMap(([tool, some]) =>
    tools.includes(tool) ? some : [],
  );
  return `${header(plan)}

/** Who the tests call as. */
export const caller = ${lit(caller)};

/** What the calls of its tools need of its credential. */
export const scopes: readonly string[] = ${list([...new Set(scopes)])};

/** The tools that it is shown, in order. */
export const tools: readonly string[] = ${list(tools)};
`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '[]' : `[\n${names.map((name) => `  ${lit(name)},\n`).join('')}]`;
}
