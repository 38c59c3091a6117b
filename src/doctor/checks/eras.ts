// Do clients of both protocol eras get the tools, and the same ones?
import type { Failed, Visit } from '../client.js';
import { anonymous, endpoint } from '../endpoint.js';
import { isAccessLogin, isRefusal } from '../faults.js';
import { type Look, quoted } from '../look.js';
import { LEGACY, MODERN } from '../mcp.js';
import { counted, fail, type Outcome, pass, skip, warn } from '../report.js';
import { isVisit, legacyVisit, modernVisit } from '../visits.js';
import type { Check } from './check.js';

/** Whether there is a point in asking for tools: where credentials are wanted and none is given, there is not. */
export async function isShut(look: Look): Promise<boolean> {
  const isBare = Object.keys(look.run.target.headers).length === 0;
  const answer = await anonymous(look);
  return isBare && (isRefusal(answer) || isAccessLogin(answer));
}

export const SHUT = skip('needs a credential: --header');

export const modernEra: Check = {
  id: 'era-2026-07-28',
  title: `Clients of ${MODERN}`,
  needs: ['endpoint', 'auth-accepted'],
  look: (look) => judge(look, MODERN, modernVisit, legacyVisit),
};

export const legacyEra: Check = {
  id: 'era-2025-11-25',
  title: `Clients of ${LEGACY}`,
  needs: ['endpoint', 'auth-accepted'],
  look: (look) => judge(look, LEGACY, legacyVisit, modernVisit),
};

type Find = (look: Look) => Promise<Visit | Failed>;

async function judge(look: Look, wanted: string, own: Find, other: Find): Promise<Outcome> {
  if (await isShut(look)) return SHUT;
  const visit = await own(look);
  if (isVisit(visit)) {
    const detail = `${counted(visit.tools.length, 'tool')} in ${visit.took} ms`;
    if (visit.revision === wanted) return pass(detail);
    return warn(
      `${detail}, but speaks ${visit.revision}`,
      `update its SDK, so that it speaks ${wanted}`,
    );
  }
  const why = quoted(look, visit.failed);
  if (isVisit(await other(look))) {
    return warn(
      `not served (${why})`,
      'update the server’s SDK: new and old clients are both about',
    );
  }
  return fail(`no list of tools (${why})`, 'read the server’s log at that time');
}

export const listSame: Check = {
  id: 'list-same',
  title: 'Same tools for both',
  needs: ['endpoint', 'auth-accepted'],
  async look(look) {
    if (await isShut(look)) return SHUT;
    const [modern, legacy] = [await modernVisit(look), await legacyVisit(look)];
    if (!isVisit(modern) || !isVisit(legacy)) return skip('only one era is served');
    const names = (visit: Visit) => visit.tools.map(({ name }) => name);
    const [inModern, inLegacy] = [new Set(names(modern)), new Set(names(legacy))];
    const missing = [
      ...names(legacy).filter((name) => !inModern.has(name)),
      ...names(modern).filter((name) => !inLegacy.has(name)),
    ];
    if (missing.length > 0) {
      return warn(
        `only one era sees ${quoted(look, missing.join(', '))}`,
        'serve the same list to both, or say in the documentation why not',
      );
    }
    const isEqual = surface(modern) === surface(legacy);
    if (isEqual) return pass(`${(await endpoint(look)).url.pathname} lists the same in both eras`);
    return warn(
      'names are the same, schemas or descriptions differ',
      'make both lists from one source',
    );
  },
};

/** What both lists are compared by, whatever their order. */
function surface({ tools }: Visit): string {
  const rows = tools.map(({ name, description, inputSchema, outputSchema }) =>
    JSON.stringify([name, description, inputSchema, outputSchema], sortedKeys),
  );
  return rows.sort().join('\n');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
