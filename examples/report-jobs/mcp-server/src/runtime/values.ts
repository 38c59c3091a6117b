// Values that JSON cannot hold: how each one arrives as JSON (decode) and leaves as JSON (encode).
import { z } from 'zod';

/** Date: an ISO date-time or an ISO date in; an ISO date-time out. */
export const date = z.codec(
  z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]),
  z.date(),
  { decode: (json) => new Date(json), encode: (value) => value.toISOString() },
);

/** URL: an absolute URL in; its normalised text out. */
export const url = z.codec(z.url(), z.instanceof(URL), {
  decode: (json) => new URL(json),
  encode: (value) => value.href,
});

/** RegExp: the source in and out, without slashes or flags. */
export const regexp = z.codec(z.string(), z.instanceof(RegExp), {
  decode: (json, payload) => {
    try {
      return new RegExp(json);
    } catch {
      const message = 'Invalid input: expected a regular expression';
      payload.issues.push({ code: 'custom', message, input: json });
      return z.NEVER;
    }
  },
  encode: (value) => value.source,
});

/** bigint: decimal digits in and out. */
export const bigint = z.codec(z.string().regex(/^-?\d+$/), z.bigint(), {
  decode: (json) => BigInt(json),
  encode: (value) => value.toString(),
});

/** Uint8Array: base64 in and out. */
export const uint8array = z.codec(z.base64(), instance<Uint8Array>(Uint8Array), {
  decode: (json) => Uint8Array.from(Buffer.from(json, 'base64')),
  encode: (value) =>
    Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
});

/** Buffer: base64 in and out. */
export const buffer = z.codec(z.base64(), instance<Buffer>(Buffer), {
  decode: (json) => Buffer.from(json, 'base64'),
  encode: (value) => value.toString('base64'),
});

/** ArrayBuffer: base64 in and out. */
export const arraybuffer = z.codec(z.base64(), instance<ArrayBuffer>(ArrayBuffer), {
  decode: (json) => Uint8Array.from(Buffer.from(json, 'base64')).buffer,
  encode: (value) => Buffer.from(value).toString('base64'),
});

/** Map: an object in and out when its keys are strings (`z.string()`), else an array of pairs. */
export function map<V extends z.ZodType>(
  keys: z.ZodString,
  values: V,
): z.ZodType<Map<string, z.output<V>>, Record<string, z.input<V>>>;
export function map<K extends z.ZodType, V extends z.ZodType>(
  keys: K,
  values: V,
): z.ZodType<Map<z.output<K>, z.output<V>>, [z.input<K>, z.input<V>][]>;
export function map(keys: z.ZodType, values: z.ZodType): z.ZodType {
  return keys instanceof z.ZodString ? stringMap(keys, values) : pairMap(keys, values);
}

function stringMap(keys: z.ZodString, values: z.ZodType) {
  return z.codec(z.record(keys, values), instance<Map<string, unknown>>(Map), {
    decode: (json) => new Map(Object.entries(json)),
    encode: (value) => Object.fromEntries(value),
  });
}

function pairMap(keys: z.ZodType, values: z.ZodType) {
  return z.codec(z.array(z.tuple([keys, values])), instance<Map<unknown, unknown>>(Map), {
    decode: (json) => new Map(json),
    encode: (value) => [...value],
  });
}

/** Set: an array in and out. */
export function set<T extends z.ZodType>(item: T) {
  const decoded = instance<Set<z.output<T>>>(Set);
  return z.codec(z.array(item), decoded, {
    decode: (json) => new Set(json),
    encode: (value) => [...value],
  });
}

type Literal = string | number | boolean;

/** Those members of the enum `E` whose values are among `V`. */
export type Members<E, V extends Literal> = E extends Literal
  ? `${E}` extends `${V}`
    ? E
    : never
  : never;

/** A TypeScript enum `E`: `enumOf<Color>()(['red', 'blue'])` takes and gives its values as they are. */
export function enumOf<E>() {
  return <const V extends Literal>(values: readonly V[]) => {
    const known = new Set<unknown>(values);
    const names = values.map((value) => JSON.stringify(value)).join('|');
    return z.custom<Members<E, V>>((value) => known.has(value), {
      error: `Invalid option: expected one of ${names}`,
    });
  };
}

/** The keys of a Map, which no index reaches. */
export type KeyOf<T> = T extends ReadonlyMap<infer K, unknown> ? K : never;

/** The values of a Map or a record, the items of a Set. */
export type ItemOf<T> =
  T extends ReadonlyMap<unknown, infer V>
    ? V
    : T extends ReadonlySet<infer I>
      ? I
      : T extends object
        ? T[keyof T]
        : never;

/** Lists are compared without regard to `readonly`. */
type Like<T> = T extends readonly (infer I)[] ? readonly I[] : T;

/**
 * A type that zod cannot infer, such as a brand: `typed<lib.UserId>()(z.string())` takes what the schema takes,
 * and gives it as that type, or as the part of it that the schema can be.
 */
export function typed<T>() {
  return <S extends z.ZodType>(schema: S) =>
    schema.pipe(z.custom<Extract<T, Like<z.output<S>>> & z.output<S>>());
}

/** An instance of a class that says by itself what it is in JSON. */
export function viaJson<S extends z.ZodType>(schema: S) {
  return z.codec(schema, z.custom<{ toJSON(key: string): z.output<S> }>(), {
    decode: (json) => ({ toJSON: () => json }),
    encode: (value) => value.toJSON(''),
  });
}

/**
 * What consists of types that nothing names apart: `whole<T>()(schema)` takes what the schema takes, and stands
 * for `T` as the function declares it.
 */
export function whole<T>(): <S extends z.ZodType>(schema: S) => z.ZodType<T, z.input<S>>;
export function whole(): (schema: z.ZodType) => z.ZodType {
  return (schema) => schema;
}

/**
 * A union whose objects have no discriminator. A plain union takes the first branch that fits and drops
 * the properties that branch does not declare; this one encodes with the branch that keeps the most.
 */
export function oneOf<T extends readonly [z.ZodType, ...z.ZodType[]]>(
  options: T,
): z.ZodType<z.output<T[number]>, z.input<T[number]>>;
export function oneOf(options: readonly z.ZodType[]): z.ZodType {
  return z.codec(z.unknown(), z.unknown(), {
    decode: (json, payload) => {
      const attempts = options.map((option) => z.safeDecode(option, json));
      const fit = attempts.find((attempt) => attempt.success);
      return fit?.success ? fit.data : refuse(payload, json, attempts);
    },
    encode: (value, payload) => {
      const attempts = options.map((option) => z.safeEncode(option, value));
      const fits = attempts.flatMap((attempt) => (attempt.success ? [attempt.data] : []));
      if (fits.length === 0) return refuse(payload, value, attempts);
      return fits.reduce((a, b) => (size(b) > size(a) ? b : a));
    },
  });
}

function refuse(
  payload: z.core.ParsePayload,
  input: unknown,
  attempts: readonly z.ZodSafeParseResult<unknown>[],
): never {
  const errors = attempts.map((attempt) => attempt.error?.issues ?? []);
  payload.issues.push({ code: 'invalid_union', errors, input });
  return z.NEVER;
}

function size(json: unknown): number {
  return JSON.stringify(json)?.length ?? 0;
}

function instance<T>(type: new (...args: never[]) => unknown) {
  return z.custom<T>((value) => value instanceof type, {
    error: `Invalid input: expected ${type.name}`,
  });
}
