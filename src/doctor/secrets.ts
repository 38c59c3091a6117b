// Credentials must not come out again, whoever repeats them: a server's message, a library's error.

/** Shorter texts are no secrets, and would mask words. */
const SHORTEST = 4;
const MASK = '***';

/** Every text that gives a header's credential away: its value, the parts of it, what Basic encodes. */
export function secretsOf(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(headers).flatMap((value) => {
    const parts = value.split(/[\s,;]+/).filter((part) => !/^(?:bearer|basic)$/i.test(part));
    const encoded = /^basic\s+(\S+)$/i.exec(value)?.[1];
    const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
    const password = pair.slice(pair.indexOf(':') + 1);
    const plain = [value, ...parts, pair, password].filter(({ length }) => length >= SHORTEST);
    return [...new Set(plain.flatMap(spellings))];
  });
}

/** As it is, in an address, in JSON, and what an echo of all headers may be packed into. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const inAddress = encodeURIComponent(secret);
  return [secret, inAddress, json, bytes.toString('base64'), bytes.toString('base64url')];
}

/** The longest first, so that no rest of one stays. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, MASK), text);
}
