// The registry of auth kinds.
import type { AuthKind } from '../../config/schema.js';
import { bearer } from './bearer.js';
import type { AuthEntry } from './entry.js';
import { none } from './none.js';

export const authKinds: { readonly [K in AuthKind]: AuthEntry } = { bearer, none };
