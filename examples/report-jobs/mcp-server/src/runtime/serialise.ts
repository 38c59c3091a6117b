// JSON for results whose type says nothing: every value gets a form, none makes it throw.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Thrown as soon as it is known that there is more than fits, not after all of it was copied. */
export const TOO_LARGE = new Error('the result is too large');

/**
 * JSON of any value. Dates are ISO text, bigints digits, bytes base64, Maps objects or pairs, Sets arrays;
 * NaN and infinities are null, a cycle is "[circular]"; functions, symbols and undefined are left out.
 * Throws `TOO_LARGE` when its text is sure to be longer than `limit`.
 */
export function toJson(value: unknown, limit = Number.POSITIVE_INFINITY): Json | undefined {
  return convert(value, { above: new Set(), left: limit });
}

interface Walk {
  /** The objects that the value is inside of. */
  readonly above: Set<object>;
  /** How many characters may still come. */
  left: number;
}

function convert(value: unknown, walk: Walk): Json | undefined {
  switch (typeof value) {
    case 'string':
      return spend(value, value.length + 2, walk);
    case 'boolean':
      return spend(value, 4, walk);
    case 'number':
      return spend(Number.isFinite(value) ? value : null, 1, walk);
    case 'bigint':
      return convert(value.toString(), walk);
    case 'object':
      return value === null ? spend(null, 4, walk) : convertObject(value, walk);
    default:
      return undefined;
  }
}

function spend<T extends Json>(json: T, characters: number, walk: Walk): T {
  walk.left -= characters;
  if (walk.left < 0) throw TOO_LARGE;
  return json;
}

function convertObject(value: object, walk: Walk): Json | undefined {
  if (walk.above.has(value)) return convert('[circular]', walk);
  walk.above.add(value);
  const json = convertMembers(value, walk);
  walk.above.delete(value);
  return json;
}

function convertMembers(value: object, walk: Walk): Json | undefined {
  if (value instanceof Date) {
    return convert(Number.isNaN(value.getTime()) ? null : value.toISOString(), walk);
  }
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return convert(bytes.toString('base64'), walk);
  }
  if (value instanceof ArrayBuffer) return convert(Buffer.from(value).toString('base64'), walk);
  if (value instanceof RegExp) return convert(value.source, walk);
  if (value instanceof Error)
    return fromEntries(
      [
        ['name', value.name],
        ['message', value.message],
      ],
      walk,
    );
  if (value instanceof Map) return convertMap(value, walk);
  if (value instanceof Set || Array.isArray(value)) return fromItems(value, walk);
  if ('toJSON' in value && typeof value.toJSON === 'function') return convert(value.toJSON(), walk);
  return fromEntries(Object.entries(value), walk);
}

function convertMap(map: Map<unknown, unknown>, walk: Walk): Json {
  const named: [string, unknown][] = [];
  for (const [key, item] of map) {
    if (typeof key !== 'string') return fromItems(map, walk);
    named.push([key, item]);
  }
  return fromEntries(named, walk);
}

function fromItems(items: Iterable<unknown>, walk: Walk): Json[] {
  spend(null, 2, walk);
  const json: Json[] = [];
  for (const item of items) {
    const converted = convert(item, walk);
    json.push(converted === undefined ? spend(null, 4, walk) : converted);
  }
  return json;
}

function fromEntries(entries: Iterable<readonly [string, unknown]>, walk: Walk): Json {
  spend(null, 2, walk);
  const members: [string, Json][] = [];
  for (const [key, item] of entries) {
    const json = convert(item, walk);
    if (json !== undefined) members.push([spend(key, key.length + 3, walk), json]);
  }
  return Object.fromEntries(members);
}
