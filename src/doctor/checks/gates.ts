// Are requests in a foreign name turned away: a Host that is not this server, a web page elsewhere?
import { endpoint } from '../endpoint.js';
import type { Answer } from '../exchange.js';
import { isAccessLogin } from '../faults.js';
import { initialize } from '../mcp.js';
import { fail, type Outcome, pass, skip, warn } from '../report.js';
import type { Check } from './check.js';

/** Nobody can own a name below .invalid (RFC 2606). */
const FOREIGN = 'doctor.invalid';

export const hostGate: Check = {
  id: 'host',
  title: 'Foreign Host',
  needs: ['endpoint'],
  async look(look) {
    const { url } = await endpoint(look);
    // Never with credentials: in front of many servers it is the Host that says whose they become.
    const answer = await initialize(look, url, { host: FOREIGN });
    return judge(
      answer,
      'Host',
      'check it against a list of names (ALLOWED_HOSTS): pages that rebind theirs get in',
    );
  },
};

export const originGate: Check = {
  id: 'origin',
  title: 'Foreign Origin',
  needs: ['endpoint'],
  async look(look) {
    const { url } = await endpoint(look);
    const headers = { ...look.run.target.headers, origin: `https://${FOREIGN}` };
    const answer = await initialize(look, url, headers);
    return judge(answer, 'Origin', 'answer 403 to origins that are not listed (ALLOWED_ORIGINS)');
  },
};

function judge(answer: Answer, name: string, fix: string): Outcome {
  const { status } = answer;
  if (isAccessLogin(answer)) return skip('Cloudflare Access answers first');
  if (status === 401) return skip('the credential is asked for first');
  if (status >= 500)
    return fail(`a foreign ${name} makes the server fail (${status})`, 'refuse it with 403');
  if (status >= 400) return pass(`refused with ${status}`);
  if (status >= 300) return skip(`redirected (${status})`);
  return warn(`served as if the ${name} were its own`, fix);
}
