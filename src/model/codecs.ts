// Values that JSON cannot hold, one row each: what they are called, and how they look as JSON.
import type { JsonSchema } from './json-schema.js';

interface Row {
  /** The type as TypeScript names it. */
  readonly type: string;
  readonly schema: JsonSchema;
  /** Bytes, as base64. */
  readonly bytes?: true;
  /** In a part of the runtime that only servers have which need it. */
  readonly rare?: true;
}

const BASE64: JsonSchema = { type: 'string', contentEncoding: 'base64' };

const CODECS = {
  date: { type: 'Date', schema: { type: 'string', format: 'date-time' } },
  url: { type: 'URL', schema: { type: 'string', format: 'uri' } },
  regexp: { type: 'RegExp', schema: { type: 'string', format: 'regex' } },
  bigint: { type: 'bigint', schema: { type: 'string', pattern: '^-?\\d+$' } },
  uint8array: { type: 'Uint8Array', schema: BASE64, bytes: true },
  buffer: { type: 'Buffer', schema: BASE64, bytes: true },
  arraybuffer: { type: 'ArrayBuffer', schema: BASE64, bytes: true },
  blob: { type: 'Blob', schema: BASE64, bytes: true, rare: true },
  dataview: { type: 'DataView', schema: BASE64, bytes: true, rare: true },
  int8array: { type: 'Int8Array', schema: integers(-128, 127), rare: true },
  uint8clampedarray: { type: 'Uint8ClampedArray', schema: integers(0, 255), rare: true },
  int16array: { type: 'Int16Array', schema: integers(-32_768, 32_767), rare: true },
  uint16array: { type: 'Uint16Array', schema: integers(0, 65_535), rare: true },
  int32array: { type: 'Int32Array', schema: integers(-2_147_483_648, 2_147_483_647), rare: true },
  uint32array: { type: 'Uint32Array', schema: integers(0, 4_294_967_295), rare: true },
  float32array: { type: 'Float32Array', schema: list({ type: 'number' }), rare: true },
  float64array: { type: 'Float64Array', schema: list({ type: 'number' }), rare: true },
  urlsearchparams: { type: 'URLSearchParams', schema: { type: 'string' }, rare: true },
  headers: {
    type: 'Headers',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    rare: true,
  },
} as const satisfies Record<string, Row>;

export type Codec = keyof typeof CODECS;

/** All of them. */
export function codecs(): readonly Codec[] {
  const known = (name: string): name is Codec => Object.hasOwn(CODECS, name);
  return Object.keys(CODECS).filter(known);
}

/** Its row. */
export function codecRow(codec: Codec): Row {
  return CODECS[codec];
}

function integers(minimum: number, maximum: number): JsonSchema {
  return list({ type: 'integer', minimum, maximum });
}

function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}
