// The registry of hosting kinds.
import type { HostingKind } from '../../config/schema.js';
import { cloudRun } from './cloud-run.js';
import { docker } from './docker.js';
import type { HostingEntry } from './entry.js';
import { fly } from './fly.js';
import { kubernetes } from './kubernetes.js';
import { none } from './none.js';
import { render } from './render.js';
import { systemd } from './systemd.js';

export const hostingKinds: { readonly [K in HostingKind]: HostingEntry } = {
  docker,
  systemd,
  kubernetes,
  fly,
  render,
  'cloud-run': cloudRun,
  none,
};

/** Whether that kind runs the servers itself, and ends TLS in front of them. */
export function isPlatform(kind: HostingKind | undefined): boolean {
  return kind !== undefined && hostingKinds[kind].platform !== undefined;
}
