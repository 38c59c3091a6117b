// Which scopes the calls of a tool need. Everybody is shown such a tool: a client learns from the 403 what to ask for.
import type { Admission } from './credentials.ts';
import { callsOf, member } from './messages.ts';
import type { Service } from './service.ts';

/** Scopes by tool; each of them is needed. Tools that are not named need none. */
export type ScopeRules = readonly (readonly [tool: string, scopes: readonly string[]])[];

/** `mayCall` are the rules that say which tools there are for a caller: of others no scope is told. */
export function scopeRules(
  rules: ScopeRules,
  { mayCall = () => true }: Pick<Service, 'mayCall'> = {},
): Required<Pick<Service, 'mayCall' | 'narrow'>> {
  const table = new Map(rules);
  const needed = (tool: string) => table.get(tool) ?? [];
  return {
    mayCall: (who, tool) => mayCall(who, tool) && has(who, needed(tool)),
    narrow(auth, who, body) {
      const calls = calledTools(body).filter((tool) => mayCall(who, tool));
      const scopes = [...new Set(calls.flatMap(needed))];
      if (has(who, scopes)) return undefined;
      const refused = `the credential lacks one of the scopes ${scopes.join(' ')}`;
      return auth.stepUp?.(scopes) ?? { status: 403, refused };
    },
  };
}

function calledTools(body: unknown): readonly string[] {
  const names = callsOf(body).map((call) => member(member(call, 'params'), 'name'));
  return names.filter((name) => typeof name === 'string');
}

function has({ scopes = [] }: Admission, needed: readonly string[]): boolean {
  return needed.every((scope) => scopes.includes(scope));
}
