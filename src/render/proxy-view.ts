// What the templates of the proxies are shown: the name they answer to, and headers that only an edge may set.
import { authKinds } from '../plan/auth/index.js';
import type { ServerPlan } from '../plan/server.js';

/** What Cloudflare Access puts on a request; forged, where it is not in front. */
const ACCESS_HEADERS = [
  'Cf-Access-Jwt-Assertion',
  'Cf-Access-Authenticated-User-Email',
  'Cf-Access-Client-Id',
  'Cf-Access-Client-Secret',
  'Cf-Access-Token',
];

/** nginx.conf, the Caddyfile, and what the README says of them; `host` is empty where no URL is public. */
export function proxyView({ auth, hosting, publicUrl }: ServerPlan): {
  readonly host: string;
  /** Where a proxy reaches the server: beside it in Compose, or on the same machine. */
  readonly origin: string;
  readonly stripped: readonly string[];
} {
  return {
    host: publicUrl === undefined ? '' : new URL(publicUrl).hostname,
    origin: hosting === 'docker' ? 'http://server:8900' : 'http://127.0.0.1:8900',
    stripped: authKinds[auth].behindAccess ? [] : ACCESS_HEADERS,
  };
}
