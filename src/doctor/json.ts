// Reading JSON of strangers: members that may not be there, messages in JSON or in an event stream.
import type { Answer } from './exchange.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Undefined when it is no JSON. */
export function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The JSON-RPC message that an answer holds, as JSON or as the first event of a stream. */
export function messageOf({
  headers,
  text: body,
}: Pick<Answer, 'headers' | 'text'>): JsonObject | undefined {
  const isStream = mediaType(headers['content-type']) === 'text/event-stream';
  const candidates = isStream ? eventData(body) : [body];
  return candidates.map(parse).filter(isObject).find(isMessage);
}

function isMessage(value: JsonObject): boolean {
  return value.jsonrpc === '2.0' && ('result' in value || 'error' in value);
}

/** The data of each event. */
export function eventData(stream: string): readonly string[] {
  return stream.split(/\r?\n\r?\n/).map((event) =>
    event
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice('data:'.length).trimStart())
      .join('\n'),
  );
}

export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Whether arrays and objects nest deeper than `levels`; found without recursion. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  let inside: readonly unknown[] = [value];
  for (let level = 0; inside.length > 0; level += 1) {
    if (level > levels) return true;
    inside = inside.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return false;
}
