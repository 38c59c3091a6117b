// Rules of the config's auth: which tools each caller is shown, which scopes the calls of a tool need.
import { CONFIG_FILE, type Config } from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ModuleModel } from '../model/module.js';
import { authKinds } from './auth/index.js';
import { matches } from './choice.js';
import { publishedTools } from './published.js';
import type { PlannedTool } from './server.js';

/** By the names that clients see; a job's stands for its four tools. In the order of the config. */
export interface Rules {
  readonly callers?: ReadonlyMap<string, '*' | readonly string[]>;
  readonly scopes?: ReadonlyMap<string, readonly string[]>;
}

/** Nothing where the config has no rules, so that the server has no code for them. */
export function planRules(
  tools: readonly PlannedTool[],
  { callers, scopes }: Config['auth'],
): Rules {
  return {
    ...(callers !== undefined && {
      callers: new Map(
        Object.entries(callers).map(([caller, names]) => [
          caller,
          names === '*' ? '*' : publishedAs(tools, names),
        ]),
      ),
    }),
    ...(scopes !== undefined && { scopes: scopesByTool(tools, scopes) }),
  };
}

export function hasRules({ callers, scopes }: Rules): boolean {
  return callers !== undefined || scopes !== undefined;
}

function publishedAs(tools: readonly PlannedTool[], names: readonly string[]): readonly string[] {
  const named = tools.filter((tool) => matches(tool, names));
  return publishedTools(named).map(({ name }) => name);
}

/** A tool that is named twice, by its export and its own name, needs the scopes of both. */
function scopesByTool(
  tools: readonly PlannedTool[],
  scopes: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(scopes);
  return new Map(
    tools.flatMap((tool) => {
      const needed = entries.flatMap(([name, some]) => (matches(tool, [name]) ? some : []));
      const unique = [...new Set(needed)];
      return publishedTools([tool]).flatMap(({ name }) =>
        unique.length === 0 ? [] : [[name, unique] as const],
      );
    }),
  );
}

/**
 * Rules that the auth kind cannot hold.
 * @throws WrapError `plan.rules`
 */
export function refuseRules({ kind, callers = {}, scopes }: Config['auth']): void {
  const { names, are } = authKinds[kind].callers;
  if (scopes !== undefined && !authKinds[kind].scoped) {
    throw new WrapError('plan.rules', `auth.scopes: the credentials of "${kind}" carry no scopes`, {
      hint: 'say who may call what with auth.callers, or choose auth "oauth"',
    });
  }
  const impossible = Object.keys(callers).find((caller) => names?.test(caller) === false);
  if (impossible === undefined) return;
  throw new WrapError(
    'plan.rules',
    `auth.callers: no caller of auth "${kind}" can be called ${JSON.stringify(impossible)}`,
    { hint: `callers go by ${are}; who is not named gets nothing` },
  );
}

/** Notes `rules.unserved`: a rule about a tool that is not served. */
export function unserved(
  tools: readonly PlannedTool[],
  model: ModuleModel,
  auth: Config['auth'],
): readonly Diagnostic[] {
  const idle = ruledNames(auth).filter((name) => !tools.some((tool) => matches(tool, [name])));
  return [...new Set(idle)].map((name): Diagnostic => {
    const source = model.tools.find((tool) => matches(tool, [name]))?.source;
    return {
      code: 'rules.unserved',
      severity: 'note',
      file: source?.file ?? CONFIG_FILE,
      line: source?.line ?? 1,
      message: `${name} has a rule in ${CONFIG_FILE}, but is not served`,
      hint: 'bring it in with tools.includeDangerous, or take the rule out',
    };
  });
}

/** Every tool or export that the rules name. */
export function ruledNames({ callers = {}, scopes = {} }: Config['auth']): readonly string[] {
  const shown = Object.values(callers).flatMap((names) => (names === '*' ? [] : names));
  return [...shown, ...Object.keys(scopes)];
}
