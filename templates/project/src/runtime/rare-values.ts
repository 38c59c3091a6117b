// Values that few modules take or return: arrays of numbers, Blob, DataView, parts of the web.
import { z } from 'zod';

export const int8array = numbers<Int8Array>(Int8Array, integer(-128, 127));
export const uint8clampedarray = numbers<Uint8ClampedArray>(Uint8ClampedArray, integer(0, 255));
export const int16array = numbers<Int16Array>(Int16Array, integer(-32_768, 32_767));
export const uint16array = numbers<Uint16Array>(Uint16Array, integer(0, 65_535));
export const int32array = numbers<Int32Array>(Int32Array, integer(-2_147_483_648, 2_147_483_647));
export const uint32array = numbers<Uint32Array>(Uint32Array, integer(0, 4_294_967_295));
export const float32array = numbers<Float32Array>(Float32Array, z.number());
export const float64array = numbers<Float64Array>(Float64Array, z.number());

/** Blob: base64 in. It can only be read in time, so it is no result. */
export const blob = z.base64().transform((text) => new Blob([Buffer.from(text, 'base64')]));

/** DataView: base64 in and out. */
export const dataview = z.codec(z.base64(), instance<DataView>(DataView), {
  decode: (text) => new DataView(Uint8Array.from(Buffer.from(text, 'base64')).buffer),
  encode: (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64'),
});

/** URLSearchParams: `a=1&b=2` in and out. */
export const urlsearchparams = z.codec(z.string(), instance<URLSearchParams>(URLSearchParams), {
  decode: (text) => new URLSearchParams(text),
  encode: (parameters) => parameters.toString(),
});

/** Headers: an object of texts in and out, names in small letters out. */
export const headers = z.codec(z.record(z.string(), z.string()), instance<Headers>(Headers), {
  decode: (json, payload) => {
    try {
      return new Headers(json);
    } catch {
      const message = 'Invalid input: expected names and values of HTTP headers';
      payload.issues.push({ code: 'custom', message, input: json });
      return z.NEVER;
    }
  },
  encode: (value) => Object.fromEntries(value),
});

interface Numbers<T> {
  new (...args: never[]): unknown;
  from(items: Iterable<number>): T;
}

function numbers<T extends Iterable<number>>(type: Numbers<T>, item: z.ZodType<number, number>) {
  return z.codec(z.array(item), instance<T>(type), {
    decode: (json) => type.from(json),
    encode: (value) => [...value],
  });
}

function integer(minimum: number, maximum: number) {
  return z.int().min(minimum).max(maximum);
}

function instance<T>(type: new (...args: never[]) => unknown) {
  return z.custom<T>((value) => value instanceof type, {
    error: `Invalid input: expected ${type.name}`,
  });
}
