// Values of environment variables: what each kind takes, and the problem that names a wrong one.

export type Env = Readonly<Record<string, string | undefined>>;

/** A value and what is wrong with its sources; with problems the server refuses to start. */
export interface Checked<T> {
  readonly value: T;
  readonly problems: readonly string[];
}

export interface Parser<T> {
  readonly expected: string;
  read(text: string): T | undefined;
}

/** Reads the first variable that is set; a wrong one is a problem, and the fallback counts. */
export type Read = <T>(names: readonly string[], fallback: T, parse: Parser<T>) => T;

/** `make` reads what it needs; the problems of all its variables are collected. */
export function readEnv<T>(env: Env, make: (read: Read) => T): Checked<T> {
  const problems: string[] = [];
  const value = make((names, fallback, parse) => {
    const name = names.find((each) => (env[each] ?? '').trim() !== '');
    if (name === undefined) return fallback;
    const text = (env[name] ?? '').trim();
    const parsed = parse.read(text);
    if (parsed !== undefined) return parsed;
    problems.push(`${name} is ${shown(text)}: expected ${parse.expected}`);
    return fallback;
  });
  return { value, problems };
}

/** A URL may hold a password, which belongs in no log. */
function shown(text: string): string {
  if (text.includes('${')) return 'a placeholder that was not expanded';
  return JSON.stringify(text.replace(/\/\/\S*@/, '//…@'));
}

/** How many milliseconds `250ms`, `60s`, `15m`, `24h` or `7d` are; undefined for anything else. */
function readDuration(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/i.exec(text) ?? [];
  const factor = UNITS.get(unit.toLowerCase());
  const value = Math.round(Number(amount) * (factor ?? Number.NaN));
  return value > 0 && value <= MAX_TIMER ? value : undefined;
}

/** How many bytes `65536`, `64kb`, `1 MiB` are; undefined for anything else. K, M and G are powers of 1024. */
function readSize(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*(|[kmg])(?:i?b)?$/i.exec(text) ?? [];
  const value = Math.round(Number(amount) * 1024 ** '_kmg'.indexOf(unit.toLowerCase() || '_'));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

const UNITS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);
/** Longer timers than this fire at once in Node. */
const MAX_TIMER = 2 ** 31 - 1;

export const text: Parser<string> = { expected: 'some text', read: (value) => value };
export const hostName: Parser<string> = {
  expected: 'a host name or address, without a port',
  read: (text) =>
    /^(?:[\w.-]+|\[?[\da-f:.]*:[\da-f:.]*\]?)$/i.test(text)
      ? text.replace(/^\[|\]$/g, '')
      : undefined,
};
export const port: Parser<number> = {
  expected: 'a port, 0 to 65535',
  read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
};
export const count: Parser<number> = {
  expected: 'a whole number from 1',
  read: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
};
export const duration: Parser<number> = {
  expected: 'a duration such as 500ms, 60s, 15m or 24h, up to 24 days',
  read: readDuration,
};
export const size: Parser<number> = {
  expected: 'a size such as 65536, 512kb or 1 MiB',
  read: readSize,
};
export const drainTime: Parser<number> = {
  expected: 'seconds, 0 to 3600',
  read: (text) =>
    /^\d{1,4}$/.test(text) && Number(text) <= 3600 ? Number(text) * 1000 : undefined,
};
export const onOff: Parser<boolean> = {
  expected: 'on or off',
  read: (text) =>
    new Map([
      ['on', true],
      ['off', false],
    ]).get(text.toLowerCase()),
};
export const logLevel: Parser<string> = {
  expected: 'trace, debug, info, warn, error, fatal or silent',
  read: (text) => /^(trace|debug|info|warn|error|fatal|silent)$/i.exec(text)?.[0].toLowerCase(),
};
export const listedHost: Parser<string> = {
  expected: 'a host name or address',
  read: (text) => hostName.read(text.replace(/^([^:]+|\[.+\]):\d{1,5}$/, '$1')),
};
export const origin: Parser<string> = {
  expected: 'a host name, or an origin such as https://app.example.com',
  read(text) {
    if (!text.includes('://')) return hostName.read(text);
    const url = webUrl.read(text);
    return url?.pathname === '/' ? url.origin : undefined;
  },
};
const webUrl: Parser<URL | undefined> = {
  expected: 'an http or https URL without credentials',
  read(text) {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
      ? url
      : undefined;
  },
};
/** A name or an address, no pattern and no dot at its end; not what means every address. */
const REACHABLE = /^(?!0\.0\.0\.0$|\[::\]$)(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])$/;
export const baseUrl: Parser<URL | undefined> = {
  expected:
    'https://<host> (http:// on loopback alone) without credentials, query, fragment and /mcp, ' +
    'such as https://mcp.example.com',
  read(text) {
    const url = webUrl.read(text);
    if (url === undefined || !REACHABLE.test(url.hostname)) return undefined;
    const isSafe = url.protocol === 'https:' || isLoopback(url.hostname);
    return isSafe && !/[?#]|\/mcp\/*$/.test(url.href) ? url : undefined;
  },
};

export function orOff(parser: Parser<number>): Parser<number> {
  return {
    expected: `${parser.expected}, or off`,
    read: (text) => (text.toLowerCase() === 'off' ? Number.POSITIVE_INFINITY : parser.read(text)),
  };
}

/** What is listed is compared as it is: an entry that no request can match is a mistake. */
export function listOf(parser: Parser<string>): Parser<readonly string[]> {
  return {
    expected: `a comma list, each ${parser.expected}`,
    read(text) {
      const entries = text.split(',').map((each) => each.trim());
      const values = entries.filter((each) => each !== '').map((each) => parser.read(each));
      return values.every((each) => each !== undefined) ? values.map(bracketed) : undefined;
    },
  };
}

/** Whether only programs on this machine reach what listens there. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** An IPv6 address as it stands in a URL; any other host in lower case. */
export function bracketed(host: string): string {
  return /^[\da-f:.]*:[\da-f:.]*$/i.test(host) ? `[${host}]` : host.toLowerCase();
}
