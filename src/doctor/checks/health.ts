// Does the server have a health route, for probes and load balancers?
import { isAccessLogin, isRefusal } from '../faults.js';
import { type Look, send } from '../look.js';
import { fail, pass, skip, warn } from '../report.js';
import type { Check } from './check.js';

export const healthz: Check = {
  id: 'healthz',
  title: 'Health',
  needs: ['tls'],
  async look(look) {
    const answer = await ask(look, 'healthz');
    if (answer.status === 200 && !isAccessLogin(answer)) return pass('/healthz answers 200');
    if (look.run.target.url.hostname.endsWith('.run.app')) {
      return skip('the front end of Cloud Run keeps /healthz to itself');
    }
    if (isAccessLogin(answer)) return skip('/healthz lies behind Cloudflare Access');
    if (isRefusal(answer)) {
      return warn('/healthz wants credentials', 'let it answer without: probes have none');
    }
    if (answer.status >= 500) {
      return fail(
        `/healthz answers ${answer.status}`,
        'read the log of the server or of its proxy',
      );
    }
    const other = await ask(look, 'health');
    if (other.status === 200) return pass('/health answers 200 (there is no /healthz)');
    return warn('there is no /healthz', 'probes and load balancers need a route that answers 200');
  },
};

/** Beside the endpoint: a proxy's prefix stays. Credentials are not sent. */
function ask(look: Look, route: string) {
  const { url } = look.run.target;
  const beside = new URL(url.pathname.replace(/\/mcp\/?$/, '/'), url);
  return send(look, { method: 'GET', url: new URL(route, beside), headers: {} });
}
