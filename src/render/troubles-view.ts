// What the table of faults in README.md is shown: which of them what was chosen can meet, and the command that looks.
import { secretHeaders } from '../plan/clients/secrets.js';
import { planHandOff } from '../plan/handoff.js';
import { REGENERATE } from '../plan/package-json.js';
import type { ServerPlan } from '../plan/server.js';
import { shellArg } from './helpers.js';

export function troublesView(plan: ServerPlan): object {
  const { auth, proxy } = plan;
  return {
    doctor: doctorCommand(plan),
    bearer: auth === 'bearer',
    access: auth === 'cloudflare-access',
    oauth: auth === 'oauth',
    nginx: proxy === 'nginx',
    fronted: proxy === 'nginx' || proxy === 'caddy',
  };
}

/** Looks at the server as its clients see it; secrets come from the variables that the hand-off names. */
export function doctorCommand(plan: ServerPlan): string {
  const handOff = planHandOff(plan);
  const headers = secretHeaders(handOff).map(
    ({ header, variable, bearer }) =>
      `--header "${header}: ${bearer ? 'Bearer ' : ''}$${variable}"`,
  );
  const token = handOff.signsIn ? ['--header "Authorization: Bearer $ACCESS_TOKEN"'] : [];
  return [REGENERATE, 'doctor', shellArg(handOff.url), ...headers, ...token].join(' ');
}
