// Does something at this address speak MCP, and if not: what does it say instead?
import { endpoint as find, isOldTransport, said } from '../endpoint.js';
import { faultOf, isAccessLogin, isRefusal } from '../faults.js';
import { isMcp } from '../mcp.js';
import { fail, pass, warn } from '../report.js';
import type { Check } from './check.js';

export const endpoint: Check = {
  id: 'endpoint',
  title: 'Endpoint',
  needs: ['tls'],
  async look(look) {
    const { url, moved, answer } = await find(look);
    if (moved) {
      return warn(
        `nothing at ${look.run.target.url.pathname}; the server is at ${url.pathname}, where the rest was looked at`,
        `give clients the URL that ends in ${url.pathname}`,
      );
    }
    if (isAccessLogin(answer)) return pass('Cloudflare Access stands in front');
    if (isMcp(answer) && faultOf(answer) === undefined) return pass(`${url.pathname} speaks MCP`);
    if (isRefusal(answer)) return pass(`${url.pathname} answers, and wants credentials`);
    if ([400, 404, 405].includes(answer.status) && (await isOldTransport(look, url))) {
      return fail(
        `${url.pathname} speaks the HTTP+SSE transport of 2024, which new clients no longer do`,
        'serve Streamable HTTP (POST /mcp)',
      );
    }
    const fault = faultOf(answer);
    if (fault !== undefined) return fail(fault.detail, fault.fix);
    return fail(`what answers is no MCP (${said(look, answer)})`, 'check host and path');
  },
};
