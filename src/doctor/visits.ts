// The visits of a run, each made once: in both eras with the credentials, and without them where none was asked for.
import { type Era, type Failed, type Visit, visit } from './client.js';
import { endpoint } from './endpoint.js';
import { fact, type Look } from './look.js';

const granted = (era: Era) =>
  fact(async (look) => {
    const { url } = await endpoint(look);
    return visit(look.run, url, look.run.target.headers, era, look.signal);
  });

const bare = (era: Era) =>
  fact(async (look) => {
    const { url } = await endpoint(look);
    return visit(look.run, url, {}, era, look.signal);
  });

/** With the credentials that were given. */
export const modernVisit = granted('modern');
export const legacyVisit = granted('legacy');

const bareModern = bare('modern');
const bareLegacy = bare('legacy');

export function isVisit(outcome: Visit | Failed): outcome is Visit {
  return 'revision' in outcome;
}

/** What a client without credentials gets to see. */
export async function bareVisit(look: Look): Promise<Visit | undefined> {
  const hasNone = Object.keys(look.run.target.headers).length === 0;
  const legacy = await (hasNone ? legacyVisit : bareLegacy)(look);
  if (isVisit(legacy)) return legacy;
  const modern = await (hasNone ? modernVisit : bareModern)(look);
  return isVisit(modern) ? modern : undefined;
}

/** The visit that succeeded, the newer era's first. */
export async function bestVisit(look: Look): Promise<Visit | undefined> {
  return [await modernVisit(look), await legacyVisit(look)].find(isVisit);
}
