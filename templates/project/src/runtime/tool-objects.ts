// Tools in the form that AI libraries give them: what their functions are told, and how they answer.
import { randomUUID } from 'node:crypto';
import type { ToolContext } from './tool.ts';

/** What such a function is told of a call beside its arguments; there is no conversation here. */
export function options({ signal }: ToolContext) {
  return { toolCallId: randomUUID(), messages: [], abortSignal: signal };
}

/** The last of what comes piece by piece is the result. */
type Answer<R> = R extends AsyncIterable<infer Piece> ? Piece : Awaited<R>;

/** The function of a tool whose type promises none, or more than one way to answer. */
export function bound<A extends unknown[], R>(
  tool: object,
  fn: ((...args: A) => R) | undefined,
): (...args: A) => Promise<Answer<R>>;
export function bound(tool: object, fn: ((...args: unknown[]) => unknown) | undefined) {
  if (fn === undefined) throw new TypeError('the tool has no function of its own');
  return async (...args: unknown[]) => {
    const answer = await fn.apply(tool, args);
    if (!isAsyncIterable(answer)) return answer;
    let last: unknown;
    for await (const piece of answer) last = piece;
    return last;
  };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
