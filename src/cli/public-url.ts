// The public URL: what is legal as one, and its one spelling.

/** @returns what is wrong with it, for a person to read. */
export function urlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Expected https://<host>.';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Expected https:// or http://.';
  if (url.username || url.password || url.search || url.hash) {
    return 'Expected no credentials, query or fragment.';
  }
  return /\/mcp\/*$/.test(url.pathname) ? 'Leave /mcp out.' : undefined;
}

/** `https://host[/prefix]`, without a trailing slash. */
export function normalUrl(text: string): string {
  return new URL(text).href.replace(/\/+$/, '');
}
