// The registry of proxy kinds.
import type { ProxyKind } from '../../config/schema.js';
import { caddy } from './caddy.js';
import { cloudflareTunnel } from './cloudflare-tunnel.js';
import type { ProxyEntry } from './entry.js';
import { nginx } from './nginx.js';
import { none } from './none.js';

export const proxyKinds: { readonly [K in ProxyKind]: ProxyEntry } = {
  none,
  'cloudflare-tunnel': cloudflareTunnel,
  caddy,
  nginx,
};
