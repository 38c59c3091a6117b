// Shapes that zod has no word for.
import { z } from 'zod';

/** Stands for a member named `__proto__` in a schema: zod would set the prototype instead. */
export const PROTO = '"__proto__"';

type Members<T> = { [K in keyof T as K extends typeof PROTO ? '__proto__' : K]: T[K] };

/**
 * An object with members named like those that every object inherits (`constructor`, `__proto__`):
 * only its own ones count, and the function gets an object that inherits none.
 */
export function own<T extends z.ZodType<object>>(schema: T) {
  const checked = z.codec(z.unknown(), schema, {
    decode: (json) => rename<z.input<T>>(json, '__proto__', PROTO),
    encode: (json) => rename<unknown>(json, PROTO, '__proto__'),
  });
  return z.codec(checked, z.custom<Members<z.output<T>>>(), {
    decode: (value) => rename<Members<z.output<T>>>(value, PROTO, '__proto__'),
    encode: (value) => rename<z.output<T>>(value, '__proto__', PROTO),
  });
}

/** A copy without a prototype; `__proto__` is a key like any other in it. */
function rename<T>(value: unknown, from: string, to: string): T {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  const copy = isPlain ? Object.create(null) : value;
  if (!isPlain) return copy;
  for (const [key, member] of Object.entries(value)) copy[key === from ? to : key] = member;
  return copy;
}

/** Any object, published as it is. */
export const anyObject = z.custom<NonNullable<unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'Invalid input: expected object' },
);

/** An object of which nothing is published. */
export const nothing = z.codec(z.object({}), anyObject, {
  decode: (json) => json,
  encode: () => ({}),
});

/**
 * An object with an index signature: members whose names fit `keys` hold `values`, but for those that the
 * object declares by name.
 */
export function keyed<
  O extends z.ZodType<object>,
  K extends z.core.$ZodRecordKey,
  V extends z.ZodType,
>(
  object: O,
  keys: K,
  values: V,
  declared?: readonly string[],
): z.ZodType<z.output<O> & Record<z.output<K>, z.output<V>>, object>;
export function keyed(
  object: z.ZodType<object, object>,
  keys: z.core.$ZodRecordKey,
  values: z.ZodType,
  declared: readonly string[] = [],
): z.ZodType {
  const names = z.record(keys, z.unknown());
  const fits = (name: string) =>
    !declared.includes(name) && names.safeParse({ [name]: null }).success;
  const record: z.ZodType<object, object> = z.record(keys, values);
  return z.codec(anyObject, anyObject, {
    decode: (json, payload) => ({
      ...settle(
        z.safeDecode(
          object,
          members(json, (name) => !fits(name)),
        ),
        json,
        payload,
      ),
      ...settle(z.safeDecode(record, members(json, fits)), json, payload),
    }),
    encode: (value, payload) => ({
      ...settle(
        z.safeEncode(
          object,
          members(value, (name) => !fits(name)),
        ),
        value,
        payload,
      ),
      ...settle(z.safeEncode(record, members(value, fits)), value, payload),
    }),
  });
}

function members(value: object, wanted: (name: string) => boolean): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => wanted(name)));
}

type Each<T extends readonly z.ZodType[], Side extends 'input' | 'output'> = {
  -readonly [K in keyof T]: T[K]['_zod'][Side];
};

/** A tuple with more members after its rest: `[head, ...rest[], tail]`. */
export function withTail<
  const H extends readonly z.ZodType[],
  R extends z.ZodType,
  const T extends readonly z.ZodType[],
>(
  head: H,
  rest: R,
  tail: T,
): z.ZodType<
  [...Each<H, 'output'>, ...z.output<R>[], ...Each<T, 'output'>],
  [...Each<H, 'input'>, ...z.input<R>[], ...Each<T, 'input'>]
>;
export function withTail(
  head: readonly z.ZodType[],
  rest: z.ZodType,
  tail: readonly z.ZodType[],
): z.ZodType {
  const ends = head.length + tail.length;
  const sized = ({ length }: readonly unknown[]) => {
    const middle = Array.from({ length: length - ends }, () => rest);
    const [first = rest, ...others] = [...head, ...middle, ...tail];
    const whole: z.ZodType<unknown[], unknown[]> = z.tuple([first, ...others]);
    return whole;
  };
  const list = z.array(z.unknown()).min(ends);
  return z.codec(list, list, {
    decode: (json, payload) => settle(z.safeDecode(sized(json), json), json, payload),
    encode: (value, payload) => settle(z.safeEncode(sized(value), value), value, payload),
  });
}

function settle<T>(
  result: z.ZodSafeParseResult<T>,
  input: unknown,
  payload: z.core.ParsePayload,
): T {
  if (result.success) return result.data;
  // One shape may hold another: what is wrong is told as the innermost tells it.
  const issues = result.error.issues.flatMap((issue) =>
    issue.code === 'invalid_union' && issue.path.length === 0 && issue.errors.length === 1
      ? issue.errors.flat()
      : [issue],
  );
  payload.issues.push({ code: 'invalid_union', errors: [issues], input });
  return z.NEVER;
}

/** For arrays whose items differ from each other. */
export function unique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size === items.length;
}
