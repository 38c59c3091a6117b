// The name that a proxy answers to: of the public URL, which then holds no more than that.
import type { Config } from '../../config/schema.js';
import { WrapError } from '../../errors.js';
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
