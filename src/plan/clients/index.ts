// The registry of hand-off files.
import { canonical } from './canonical.js';
import type { ClientEntry } from './entry.js';

export const clientKinds = { canonical } satisfies Readonly<Record<string, ClientEntry>>;
