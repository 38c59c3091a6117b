// What the environment sets: read once at start, typed, every problem collected.

export type Env = Readonly<Record<string, string | undefined>>;

/** A value and what is wrong with its sources; with problems the server refuses to start. */
export interface Checked<T> {
  readonly value: T;
  readonly problems: readonly string[];
}

/** Times are milliseconds, sizes bytes; a limit that is off is Infinity. */
export interface Settings {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  /** What clients see, without the /mcp path. */
  readonly publicBaseUrl: URL | undefined;
  /** Host names, without ports, that a request may name. */
  readonly allowedHosts: readonly string[];
  /** Host names or whole origins that a browser page may come from. */
  readonly allowedOrigins: readonly string[];
  readonly toolTimeout: number;
  readonly maxConcurrent: number;
  readonly maxBody: number;
  readonly maxResultBytes: number;
  readonly sessions: boolean;
  readonly sessionMax: number;
  readonly sessionIdle: number;
  readonly logLevel: string;
  readonly drain: number;
}

const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Reads every variable; a wrong one is a problem that names the variable, its value and what it takes. */
export function readSettings(env: Env): Checked<Settings> {
  const problems: string[] = [];
  const read = <T>(names: readonly string[], fallback: T, parse: Parser<T>): T => {
    const name = names.find((each) => (env[each] ?? '').trim() !== '');
    if (name === undefined) return fallback;
    const text = (env[name] ?? '').trim();
    const value = parse.read(text);
    if (value !== undefined) return value;
    problems.push(`${name} is ${JSON.stringify(text)}: expected ${parse.expected}`);
    return fallback;
  };
  const host = read(['MCP_HOST', 'HOST'], '127.0.0.1', hostName);
  const publicBaseUrl = read(['PUBLIC_BASE_URL'], undefined, baseUrl);
  const own = [
    ...LOOPBACK_HOSTS,
    bracketed(host),
    ...(publicBaseUrl ? [publicBaseUrl.hostname] : []),
  ];
  const value: Settings = {
    host,
    port: read(['MCP_PORT', 'PORT'], 8900, port),
    publicBaseUrl,
    allowedHosts: [...own, ...read(['ALLOWED_HOSTS'], [], listOf(listedHost))],
    allowedOrigins: [...own, ...read(['ALLOWED_ORIGINS'], [], listOf(origin))],
    toolTimeout: read(['TOOL_TIMEOUT'], 60_000, orOff(duration)),
    maxConcurrent: read(['MAX_CONCURRENT'], 64, orOff(count)),
    maxBody: read(['MAX_BODY'], 1_048_576, size),
    maxResultBytes: read(['MAX_RESULT_BYTES'], 1_048_576, orOff(size)),
    sessions: read(['MCP_SESSIONS'], true, onOff),
    sessionMax: read(['SESSION_MAX'], 1000, count),
    sessionIdle: read(['SESSION_IDLE'], 1_800_000, orOff(duration)),
    logLevel: read(['LOG_LEVEL'], 'info', logLevel),
    drain: read(['DRAIN_SECONDS'], 25_000, drainTime),
  };
  return { value, problems };
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

interface Parser<T> {
  readonly expected: string;
  read(text: string): T | undefined;
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

const hostName: Parser<string> = {
  expected: 'a host name or address, without a port',
  read: (text) =>
    /^(?:[\w.-]+|\[?[\da-f:.]*:[\da-f:.]*\]?)$/i.test(text)
      ? text.replace(/^\[|\]$/g, '')
      : undefined,
};
const port: Parser<number> = {
  expected: 'a port, 0 to 65535',
  read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
};
const count: Parser<number> = {
  expected: 'a whole number from 1',
  read: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
};
const duration: Parser<number> = {
  expected: 'a duration such as 500ms, 60s, 15m or 24h, up to 24 days',
  read: readDuration,
};
const size: Parser<number> = { expected: 'a size such as 65536, 512kb or 1 MiB', read: readSize };
const drainTime: Parser<number> = {
  expected: 'seconds, 0 to 3600',
  read: (text) =>
    /^\d{1,4}$/.test(text) && Number(text) <= 3600 ? Number(text) * 1000 : undefined,
};
const onOff: Parser<boolean> = {
  expected: 'on or off',
  read: (text) =>
    new Map([
      ['on', true],
      ['off', false],
    ]).get(text.toLowerCase()),
};
const logLevel: Parser<string> = {
  expected: 'trace, debug, info, warn, error, fatal or silent',
  read: (text) => /^(trace|debug|info|warn|error|fatal|silent)$/i.exec(text)?.[0].toLowerCase(),
};
const listedHost: Parser<string> = {
  expected: 'a host name or address',
  read: (text) => hostName.read(text.replace(/^([^:]+|\[.+\]):\d{1,5}$/, '$1')),
};
const origin: Parser<string> = {
  expected: 'a host name, or an origin such as https://app.example.com',
  read(text) {
    if (!text.includes('://')) return hostName.read(text);
    const url = baseUrl.read(text);
    return url?.pathname === '/' ? url.origin : undefined;
  },
};
const baseUrl: Parser<URL | undefined> = {
  expected: 'an http or https URL without credentials, such as https://mcp.example.com',
  read(text) {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
      ? url
      : undefined;
  },
};

function orOff(parser: Parser<number>): Parser<number> {
  return {
    expected: `${parser.expected}, or off`,
    read: (text) => (text.toLowerCase() === 'off' ? Number.POSITIVE_INFINITY : parser.read(text)),
  };
}

/** What is listed is compared as it is: an entry that no request can match is a mistake. */
function listOf(parser: Parser<string>): Parser<readonly string[]> {
  return {
    expected: `a comma list, each ${parser.expected}`,
    read(text) {
      const entries = text.split(',').map((each) => each.trim());
      const values = entries.filter((each) => each !== '').map((each) => parser.read(each));
      return values.every((each) => each !== undefined) ? values.map(bracketed) : undefined;
    },
  };
}

function bracketed(host: string): string {
  return /^[\da-f:.]*:[\da-f:.]*$/i.test(host) ? `[${host}]` : host.toLowerCase();
}
