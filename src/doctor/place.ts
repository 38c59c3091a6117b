// Whether a host is this machine, a private network, or the world.
import { BlockList, isIP } from 'node:net';

export type Place = 'loopback' | 'private' | 'public';

const PRIVATE_NAME =
  /^[^.]+$|\.(?:local|internal|intranet|lan|home|corp|test|localhost|home\.arpa)$/;

const privateRanges = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  privateRanges.addSubnet(net, prefix, 'ipv4');
}
privateRanges.addSubnet('fc00::', 7, 'ipv6');
privateRanges.addSubnet('fe80::', 10, 'ipv6');

/** By the name alone: nothing is resolved. */
export function placeOf({ hostname }: URL): Place {
  const host = bareHost(hostname);
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return 'loopback';
  const version = isIP(host);
  if (version === 0) return PRIVATE_NAME.test(host) ? 'private' : 'public';
  if (version === 4 && host.startsWith('127.')) return 'loopback';
  return privateRanges.check(host, version === 4 ? 'ipv4' : 'ipv6') ? 'private' : 'public';
}

/** Without the brackets of IPv6 and the dot of the root. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
