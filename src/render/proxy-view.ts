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
export function proxyView({ auth, publicUrl }: ServerPlan): {
  readonly host: string;
  readonly stripped: readonly string[];
} {
  const isAccess = Object.keys(authKinds[auth].headers('')).some((name) =>
    /^cf-access-/i.test(name),
  );
  return {
    host: publicUrl === undefined ? '' : new URL(publicUrl).hostname,
    stripped: isAccess ? [] : ACCESS_HEADERS,
  };
}
