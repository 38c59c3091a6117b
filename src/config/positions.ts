// Where things stand in a JSON text: the offset of every value by its path, and of the first mistake.

export interface JsonPositions {
  /** Offset of a value, by its path as in `["tools","only",0]`; `[]` is the root. */
  readonly at: (path: readonly PropertyKey[]) => number;
  /** The first place where the text stops being JSON. */
  readonly mistake?: { readonly offset: number; readonly expected: string };
}

export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

type Step = { readonly end: number } | { readonly offset: number; readonly expected: string };

/** Walks the text once. Deeper than the text is valid nothing is recorded; `at` then names the nearest parent. */
export function jsonPositions(text: string): JsonPositions {
  const offsets = new Map<string, number>();
  const step = readValue({ text, offsets }, skipSpace(text, 0), []);
  const at = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsets.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return offset;
    }
    return 0;
  };
  if ('expected' in step) return { at, mistake: step };
  const rest = skipSpace(text, step.end);
  return rest < text.length ? { at, mistake: { offset: rest, expected: 'the end' } } : { at };
}

interface Reading {
  readonly text: string;
  readonly offsets: Map<string, number>;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

function readValue(reading: Reading, start: number, path: readonly PropertyKey[]): Step {
  const { text, offsets } = reading;
  if (path.length > 0) offsets.set(JSON.stringify(path), start);
  if (text[start] === '{') return readMembers(reading, start, path);
  if (text[start] === '[') return readItems(reading, start, path);
  const end = matchEnd(STRING, text, start) ?? matchEnd(SCALAR, text, start);
  return end === undefined ? { offset: start, expected: 'a value' } : { end };
}

function readMembers(reading: Reading, start: number, path: readonly PropertyKey[]): Step {
  const { text } = reading;
  let next = skipSpace(text, start + 1);
  if (text[next] === '}') return { end: next + 1 };
  for (;;) {
    const keyEnd = matchEnd(STRING, text, next);
    if (keyEnd === undefined) return { offset: next, expected: 'a key in double quotes' };
    const key: unknown = JSON.parse(text.slice(next, keyEnd));
    const colon = skipSpace(text, keyEnd);
    if (text[colon] !== ':') return { offset: colon, expected: '":"' };
    const value = readValue(reading, skipSpace(text, colon + 1), [...path, String(key)]);
    if ('expected' in value) return value;
    next = skipSpace(text, value.end);
    if (text[next] === '}') return { end: next + 1 };
    if (text[next] !== ',') return { offset: next, expected: '"," or "}"' };
    next = skipSpace(text, next + 1);
  }
}

function readItems(reading: Reading, start: number, path: readonly PropertyKey[]): Step {
  const { text } = reading;
  let next = skipSpace(text, start + 1);
  if (text[next] === ']') return { end: next + 1 };
  for (let index = 0; ; index += 1) {
    const value = readValue(reading, next, [...path, index]);
    if ('expected' in value) return value;
    next = skipSpace(text, value.end);
    if (text[next] === ']') return { end: next + 1 };
    if (text[next] !== ',') return { offset: next, expected: '"," or "]"' };
    next = skipSpace(text, next + 1);
  }
}

function skipSpace(text: string, start: number): number {
  return matchEnd(SPACE, text, start) ?? start;
}

function matchEnd(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
