// Rows whose values JSON cannot hold: they decode to the constructor's call where JSON has the published form.
import type { Json } from '../../../../src/model/schema.js';
import type { Maker, Row } from './generator.js';
import type { Random } from './random.js';
import { anyJson } from './scalars.js';
import { arrayOf, combined, isRecord, type Mode, quoted, raw, type Spec } from './spec.js';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What the published formats mean; the judge of the bench and its validator of schemas use the same words. */
export const FORMATS = {
  'date-time': (text: string) => DATE_TIME.test(text),
  uri: (text: string) => URL.canParse(text),
  regex: isPattern,
  base64: (text: string) => BASE64.test(text),
};

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** Text in a published form decodes to `build(text)`; anything else stays as it is. */
function texts(
  text: string,
  samples: readonly string[],
  isForm: (text: string) => boolean,
  build: (text: string) => string,
  lenient: (json: Json) => readonly string[] = () => [],
): Spec {
  return {
    text,
    sample: (random) => random.pick(samples),
    decode: (json, mode) => {
      if (typeof json === 'string' && isForm(json)) return [build(json)];
      return mode === 'lenient' ? [...raw(json), ...lenient(json)] : raw(json);
    },
  };
}

const date = texts(
  'Date',
  ['2026-01-02T03:04:05.000Z', '1999-12-31T23:59:59.999Z'],
  FORMATS['date-time'],
  (text) => `new Date(${quoted(text)})`,
  // A date alone, local time and epoch milliseconds are taken, too, but not announced.
  (json) =>
    typeof json === 'number' || (typeof json === 'string' && DATE.test(json))
      ? [`new Date(${JSON.stringify(json)})`]
      : [],
);

const url = texts(
  'URL',
  ['https://example.com/a?b=1', 'mailto:a@example.com'],
  FORMATS.uri,
  (text) => `new URL(${quoted(text)})`,
);

const regexp = texts(
  'RegExp',
  ['^a+$', '[0-9]', 'x'],
  FORMATS.regex,
  (text) => `new RegExp(${quoted(text)})`,
);

const bigint = texts(
  'bigint',
  ['0', '-12', '123456789012345678901234567890'],
  (text) => /^-?\d+$/.test(text),
  (text) => `${BigInt(text)}n`,
  // Whole numbers that JSON carries exactly are taken, too.
  (json) => (Number.isSafeInteger(json) ? [`${json}n`] : []),
);

function bytes({ random }: Maker): Spec {
  const [type, made] = random.pick([
    ['Uint8Array', 'new Uint8Array()'],
    ['Buffer', 'Buffer.from("")'],
    ['ArrayBuffer', 'new ArrayBuffer(0)'],
  ] as const);
  return texts(type, ['', 'aGVsbG8=', '/+8='], FORMATS.base64, () => made);
}

/** Different items, as keys and members of sets are. */
function different(random: Random, fuel: number, spec: Spec): Json[] {
  const items = Array.from({ length: random.below(4) }, () => spec.sample(random, fuel - 1));
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function set(maker: Maker): Spec {
  const item = maker.child();
  const name = maker.random.pick(['Set', 'ReadonlySet']);
  return {
    text: `${name}<${item.text}>`,
    sample: (random, fuel) => different(random, fuel, item),
    decode: (json, mode) =>
      Array.isArray(json) && !hasTwins(json)
        ? arrayOf(json, (each) => item.decode(each, mode)).map(
            (list) => `new Set<${item.text}>(is<(${item.text})[]>(${list}))`,
          )
        : raw(json),
  };
}

/** A set's JSON names each member once: the schema says so, so a list with twins is no form of a set. */
function hasTwins(items: readonly Json[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size < items.length;
}

function stringMap(maker: Maker): Spec {
  const value = maker.child();
  const name = maker.random.pick(['Map', 'ReadonlyMap']);
  return {
    text: `${name}<string, ${value.text}>`,
    sample: (random, fuel) =>
      Object.fromEntries(
        random
          .some(['a', 'b', 'with space', '7'], random.below(4))
          .map((key) => [key, value.sample(random, fuel - 1)]),
      ),
    decode: (json, mode) =>
      isRecord(json)
        ? combined(Object.values(json).map((each) => value.decode(each, mode))).map((parts) =>
            mapOf(
              'string',
              value.text,
              Object.keys(json).map((key, at) => `[${quoted(key)}, ${parts[at]}]`),
            ),
          )
        : raw(json),
  };
}

function mapOf(key: string, value: string, pairs: readonly string[]): string {
  return `new Map<${key}, ${value}>(is<[${key}, ${value}][]>([${pairs.join(', ')}]))`;
}

function pairMap(maker: Maker, key: Spec): Spec {
  const value = maker.child();
  const pair = (json: Json, mode: Mode) =>
    Array.isArray(json)
      ? arrayOf(json, (each, at) => [key, value][at]?.decode(each, mode) ?? raw(each))
      : raw(json);
  return {
    text: `Map<${key.text}, ${value.text}>`,
    sample: (random, fuel) =>
      different(random, fuel, key).map((each) => [each, value.sample(random, fuel - 1)]),
    decode: (json, mode) =>
      Array.isArray(json)
        ? combined(json.map((each) => pair(each, mode))).map((pairs) =>
            mapOf(key.text, value.text, pairs),
          )
        : raw(json),
  };
}

/** `object` and `{}` also mean arrays, `{}` any value to the compiler; here both mean a JSON object. */
const anyObject = (text: string): Spec => ({
  text,
  sample: (random, fuel) => ({ a: anyJson(random, fuel) }),
  decode: (json) => (isRecord(json) ? raw(json) : []),
});

const leaf = (name: string, spec: (maker: Maker) => Spec): Row => ({
  name,
  leaf: true,
  make: spec,
});

export const CODECS: readonly Row[] = [
  leaf('Date', () => date),
  leaf('URL', () => url),
  leaf('RegExp', () => regexp),
  leaf('bigint', () => bigint),
  leaf('bigint literal', () => ({ ...bigint, text: '5n', sample: () => '5' })),
  leaf('bytes', bytes),
  leaf('object', ({ random }) => anyObject(random.pick(['object', '{}']))),
  { name: 'Map with string keys', make: stringMap },
  {
    name: 'Map with other keys',
    make: (maker) => {
      const numbers: Spec = { text: 'number', sample: (random) => random.below(100), decode: raw };
      const words: Spec = {
        text: '("a" | "b")',
        sample: (random) => random.pick(['a', 'b']),
        decode: raw,
      };
      return pairMap(maker, maker.random.pick([numbers, words, date, bigint]));
    },
  },
  { name: 'Set', make: set },
];
