// Which answers a hosting kind cannot carry out: refused when generating, with the way out.
import type { Config } from '../../config/schema.js';
import { WrapError } from '../../errors.js';
import type { Kept } from '../execution.js';
import { hostingKinds } from './index.js';

/**
 * A platform that ends TLS itself has no machine for a proxy of ours.
 * @throws WrapError `plan.hosting`
 */
export function refuseProxied({ kind, proxy }: Config['hosting']): void {
  const { platform } = hostingKinds[kind];
  if (platform === undefined || proxy === 'none') return;
  throw new WrapError(
    'plan.hosting',
    `hosting "${kind}" has no place for proxy "${proxy}": ${platform.edge} ends TLS in front of the server`,
    { hint: 'choose --proxy none, or --hosting docker, systemd or none' },
  );
}

/**
 * Several servers share what they keep, and one without a disk keeps nothing itself.
 * @throws WrapError `plan.hosting`
 */
export function refuseUnshared({ kind, replicas = 1 }: Config['hosting'], kept: Kept): void {
  const { platform } = hostingKinds[kind];
  if (replicas > 1 && platform === undefined) {
    throw new WrapError('plan.hosting', `hosting "${kind}" runs one server, not ${replicas}`, {
      hint: 'leave "replicas" out of "hosting", or choose --hosting kubernetes, fly, render or cloud-run',
    });
  }
  if (replicas === 1 && platform?.disk !== false) return;
  if (platform?.disk === false) {
    const reason = `hosting "${kind}" has no disk that outlives the server`;
    const first = `generate with --hosting none, say it there, run again with --hosting ${kind}`;
    refuseOwnDisk(reason, kept, ` (where there is none yet: ${first})`);
  } else refuseOwnDisk(`${replicas} replicas share no disk`, kept, '');
}

/** `first` is how one comes by an mcp.config.json. */
function refuseOwnDisk(reason: string, { jobs, files }: Kept, first: string): void {
  const missing = [
    ...(jobs?.store === 'sqlite' ? [{ what: 'jobs in SQLite', way: '"jobs": "postgres"' }] : []),
    ...(files?.store === 'folder' ? [{ what: 'files in a folder', way: '"files": "s3"' }] : []),
  ];
  if (missing.length === 0) return;
  const kept = missing.map(({ what }) => what).join(' and ');
  throw new WrapError('plan.hosting', `${reason}, and the server keeps ${kept}`, {
    hint: `say "stores": { ${missing.map(({ way }) => way).join(', ')} } in mcp.config.json${first}`,
  });
}
