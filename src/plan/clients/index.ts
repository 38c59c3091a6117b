// The registry of hand-off files.
import { canonical } from './canonical.js';
import type { ClientEntry } from './entry.js';

export const clientKinds: Readonly<Record<string, ClientEntry>> = { canonical };
