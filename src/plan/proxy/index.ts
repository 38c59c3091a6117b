// The registry of proxy kinds.
import type { ProxyKind } from '../../config/schema.js';
import type { ProxyEntry } from './entry.js';
import { none } from './none.js';

export const proxyKinds: { readonly [K in ProxyKind]: ProxyEntry } = { none };
