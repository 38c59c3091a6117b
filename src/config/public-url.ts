// The public URL: what is legal as one, and its one spelling.

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const HOST = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])$/;
const EVERY_ADDRESS = /^(0\.0\.0\.0|\[::\])$/;

/** @returns what is wrong with it, for a person to read. */
export function urlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Expected https://<host>.';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Expected https://<host>.';
  if (url.username || url.password || /[?#]/.test(url.href)) {
    return 'Expected no credentials, query or fragment.';
  }
  if (/\/mcp\/*$/.test(url.pathname)) return 'Leave /mcp out.';
  return hostProblem(url);
}

function hostProblem({ protocol, hostname }: URL): string | undefined {
  if (hostname.endsWith('.')) return 'Leave the dot at the end of the host out.';
  if (!HOST.test(hostname)) return `${hostname} is no name of a host.`;
  if (EVERY_ADDRESS.test(hostname)) return `Expected the name that clients use, not ${hostname}.`;
  if (protocol === 'https:' || LOOPBACK.test(hostname)) return undefined;
  return 'Expected https://, as by http:// everybody on the way reads the tokens.';
}

/** `https://host[/prefix]`, without a trailing slash; a name beyond ASCII becomes its punycode. */
export function normalUrl(text: string): string {
  return new URL(text).href.replace(/\/+$/, '');
}
