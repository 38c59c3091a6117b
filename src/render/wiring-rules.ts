// The rules of a project, as its src/wiring.gen.ts has them: data, and what the runtime makes of it.
import { hasRules } from '../plan/rules.js';
import type { ServerPlan } from '../plan/server.js';
import { lit } from './helpers.js';

/** What the wiring imports for them. */
export function ruleImports({ rules, files }: ServerPlan): readonly string[] {
  if (!hasRules(rules)) return [];
  const { callers, scopes } = rules;
  return [
    "import { isStdio } from './runtime/boot.ts';",
    ...(callers === undefined
      ? []
      : ["import { type CallerRules, callerRules } from './runtime/callers.ts';"]),
    ...(callers === undefined || files === undefined
      ? []
      : ["import { forNamed } from './runtime/files/named.ts';"]),
    ...(scopes === undefined
      ? []
      : ["import { type ScopeRules, scopeRules } from './runtime/scopes.ts';"]),
  ];
}

/** `byCaller` and `rules`; empty where there are none. */
export function ruleTables({ rules: { callers, scopes } }: ServerPlan): string {
  const all = [
    callers && 'byCaller',
    scopes && `scopeRules(scopes${callers === undefined ? '' : ', byCaller'})`,
  ].filter((each) => each !== undefined);
  if (all.length === 0) return '';
  const joined = all.length === 1 ? all[0] : `{ ${all.map((each) => `...${each}`).join(', ')} }`;
  return `
${callers === undefined ? '' : table('callers', 'CallerRules', callers)}${
  scopes === undefined ? '' : table('scopes', 'ScopeRules', scopes)
}${callers === undefined ? '' : 'const byCaller = callerRules(callers);\n'}/** For callers over HTTP: who starts the server over stdio could as well change them. */
const rules = isStdio ? {} : ${joined};
`;
}

function table(
  name: string,
  type: string,
  entries: ReadonlyMap<string, '*' | readonly string[]>,
): string {
  const lines = [...entries].map(([key, value]) => `  ${entry(key, value)},\n`);
  return `const ${name}: ${type} = [\n${lines.join('')}];\n`;
}

const WIDEST = 96;

/** Names are one a line where they do not fit on one. */
function entry(key: string, value: '*' | readonly string[]): string {
  if (value === '*') return `[${lit(key)}, '*']`;
  const line = `[${lit(key)}, [${value.map(lit).join(', ')}]]`;
  if (line.length <= WIDEST) return line;
  const lines = value.map((each) => `      ${lit(each)},\n`);
  return `[\n    ${lit(key)},\n    [\n${lines.join('')}    ],\n  ]`;
}
