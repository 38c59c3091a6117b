// Which tools each caller is shown: a caller that no rule names is shown none.
import { createHash } from 'node:crypto';
import type { Service, Share } from './service.ts';

/** Names of tools by caller; `*` is all of them. */
export type CallerRules = readonly (readonly [caller: string, tools: '*' | readonly string[]])[];

export const NOTHING: Share = { key: 'nothing', has: () => false };
const EVERYTHING: Share = { key: 'everything', has: () => true };

export function callerRules(rules: CallerRules): Required<Pick<Service, 'shown' | 'mayCall'>> {
  const shares = new Map(rules.map(([caller, tools]) => [caller, shareOf(tools)]));
  const shown = (caller: string) => shares.get(caller) ?? NOTHING;
  return { shown, mayCall: ({ caller }, tool) => shown(caller).has(tool) };
}

function shareOf(tools: '*' | readonly string[]): Share {
  if (tools === '*') return EVERYTHING;
  const names = new Set(tools);
  const key = createHash('sha256').update(JSON.stringify(tools)).digest('base64');
  return { key, has: (tool) => names.has(tool) };
}
