// The name that a proxy answers to: of the public URL, which then holds no more than that.
import { CONFIG_FILE } from '../../config/kinds.js';
import { normalUrl } from '../../config/public-url.js';
import type { Config } from '../../config/schema.js';
import { WrapError } from '../../errors.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { proxyKinds } from './index.js';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DNS_NAME = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`);

/** Whether `text` is a name that certificates are given for: at least two labels, no address, lower case. */
export function isDnsName(text: string): boolean {
  return DNS_NAME.test(text);
}

/** @returns why a proxy cannot serve that URL, for a person to read; undefined when it can. */
export function hostProblem(publicUrl: string): string | undefined {
  const { protocol, port, pathname, hostname } = new URL(publicUrl);
  if (protocol !== 'https:') return 'it is not https';
  if (port !== '') return `it names port ${port}; the proxy listens on 443`;
  if (pathname !== '/') return `it has the path ${pathname}; the proxy serves the whole name`;
  return isDnsName(hostname) ? undefined : `${hostname} is no name that a certificate is given for`;
}

/**
 * A proxy has to know its name when it is generated.
 * @throws WrapError `plan.host`
 */
export function refuseNameless({ proxy, publicUrl }: Config['hosting']): void {
  if (proxyKinds[proxy].readme === undefined) return;
  const problem = publicUrl === undefined ? 'there is none' : hostProblem(publicUrl);
  if (problem === undefined) return;
  const shown = publicUrl === undefined ? '' : ` ${publicUrl}`;
  throw new WrapError(
    'plan.host',
    `proxy "${proxy}" cannot serve the public URL${shown}: ${problem}`,
    {
      hint: 'give --public-url https://<host name>, or choose --proxy none',
    },
  );
}

/**
 * A warning `host.deep`, where the free certificate of Cloudflare does not reach: it covers a domain and
 * one level below. What the domain is cannot be known here (a deeper one may be its own, or somebody may
 * have ordered more), so nothing is refused.
 */
export function deepHost({ proxy, publicUrl }: Config['hosting']): readonly Diagnostic[] {
  if (proxy !== 'cloudflare-tunnel' || publicUrl === undefined) return [];
  const { hostname } = new URL(publicUrl);
  const domain = likelyDomain(hostname);
  const below = hostname.slice(0, -domain.length - 1).split('.');
  if (below.length < 2) return [];
  return [
    {
      code: 'host.deep',
      severity: 'warning',
      file: CONFIG_FILE,
      line: 1,
      message: `${hostname} is ${below.length} levels below ${domain}, and the free certificate of Cloudflare covers one: clients will find no TLS there`,
      hint: `take ${below.join('-')}.${domain}, or order a certificate for ${hostname} (Advanced Certificate Manager); where ${below.slice(1).join('.')}.${domain} is a domain of its own at Cloudflare, all is well`,
    },
  ];
}

/** Notes `host.respelt`: a name beyond ASCII is written as its punycode, which is what clients send. */
export function respelt({ publicUrl }: Config['hosting']): readonly Diagnostic[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the range
  if (publicUrl === undefined || /^[\x00-\x7f]*$/.test(publicUrl)) return [];
  const message = `${publicUrl} is written as ${normalUrl(publicUrl)}, as clients name it`;
  return [{ code: 'host.respelt', severity: 'note', file: CONFIG_FILE, line: 1, message }];
}

/** What registries of countries put before their own: `co.uk`, `com.au`, `ne.jp`. */
const SECOND_LEVEL = new Set(
  'ac asn co com edu firm gen go gob gouv gov id ind info ltd me mil ne net nic nom or org plc sch'.split(
    ' ',
  ),
);

/**
 * The part of a name that somebody registered, by the shape of its labels: two of them, three below the
 * usual second levels of countries. Without the list of public suffixes this is a guess.
 */
function likelyDomain(hostname: string): string {
  const labels = hostname.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const isShared = top.length === 2 && SECOND_LEVEL.has(second);
  return labels.slice(isShared ? -3 : -2).join('.');
}
