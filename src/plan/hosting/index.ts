// The registry of hosting kinds.
import type { HostingKind } from '../../config/schema.js';
import { docker } from './docker.js';
import type { HostingEntry } from './entry.js';
import { none } from './none.js';
import { systemd } from './systemd.js';

export const hostingKinds: { readonly [K in HostingKind]: HostingEntry } = {
  docker,
  systemd,
  none,
};
