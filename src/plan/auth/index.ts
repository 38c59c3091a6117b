// The registry of auth kinds.
import type { AuthKind } from '../../config/schema.js';
import { bearer } from './bearer.js';
import { cloudflareAccess } from './cloudflare-access.js';
import type { AuthEntry } from './entry.js';
import { none } from './none.js';
import { oauth } from './oauth.js';

export const authKinds: { readonly [K in AuthKind]: AuthEntry } = {
  bearer,
  'cloudflare-access': cloudflareAccess,
  oauth,
  none,
};
