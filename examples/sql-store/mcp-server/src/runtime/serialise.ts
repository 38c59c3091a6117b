// JSON for results whose type says nothing: every value gets a form, none makes it throw.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * JSON of any value. Dates are ISO text, bigints digits, bytes base64, Maps objects or pairs, Sets arrays;
 * NaN and infinities are null, a cycle is "[circular]"; functions, symbols and undefined are left out.
 */
export function toJson(value: unknown): Json | undefined {
  return convert(value, []);
}

function convert(value: unknown, above: readonly object[]): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : convertObject(value, above);
    default:
      return undefined;
  }
}

function convertObject(value: object, above: readonly object[]): Json | undefined {
  if (above.includes(value)) return '[circular]';
  const inside = [...above, value];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('base64');
  if (value instanceof RegExp) return value.source;
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof Map) return convertMap(value, inside);
  if (value instanceof Set || Array.isArray(value)) {
    return [...value].map((item) => convert(item, inside) ?? null);
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return convert(value.toJSON(), inside);
  }
  return fromEntries(Object.entries(value), inside);
}

function convertMap(map: Map<unknown, unknown>, above: readonly object[]): Json {
  const entries = [...map];
  const named = entries.flatMap(([key, item]): [string, unknown][] =>
    typeof key === 'string' ? [[key, item]] : [],
  );
  if (named.length === entries.length) return fromEntries(named, above);
  return entries.map((pair) => pair.map((item) => convert(item, above) ?? null));
}

function fromEntries(entries: readonly [string, unknown][], above: readonly object[]): Json {
  return Object.fromEntries(
    entries.flatMap(([key, item]): [string, Json][] => {
      const json = convert(item, above);
      return json === undefined ? [] : [[key, json]];
    }),
  );
}
