// Answers to tools/list, kept: the same question gets the same answer without asking the SDK again.
import type { IncomingMessage } from 'node:http';
import type { Share } from './service.ts';

interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  /** JSON of the result; only the id differs from caller to caller. */
  readonly result: string;
}

export interface KeptLists {
  /** The whole answer to this very question, when it was answered before. */
  find(question: Question): { headers: Readonly<Record<string, string>>; text: string } | undefined;
  /** Remembers a successful answer. */
  keep(question: Question, headers: Readonly<Record<string, string>>, text: string): void;
}

export interface Question {
  /** All that the answer depends on, but the id. */
  readonly key: string;
  readonly id: string | number;
}

const MOST = 64;
/** Bytes of a question; longer ones are unusual and not worth keeping. */
const LONGEST = 4096;
const HEADERS = ['accept', 'mcp-protocol-version', 'mcp-method', 'mcp-name'];

export function createKeptLists(): KeptLists {
  const kept = new Map<string, KeptAnswer>();
  return {
    find({ key, id }) {
      const answer = kept.get(key);
      if (answer === undefined) return undefined;
      const text = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${answer.result}}`;
      return { headers: answer.headers, text };
    },
    keep({ key }, headers, text) {
      const { result } = JSON.parse(text);
      if (result === undefined) return;
      if (kept.size >= MOST) kept.clear();
      kept.set(key, { headers, result: JSON.stringify(result) });
    },
  };
}

/** The question that a request asks, when it is a plain tools/list; `share` is what its caller is shown. */
export function listQuestion(
  request: IncomingMessage,
  body: unknown,
  share: Share | undefined,
): Question | undefined {
  if (!(Number(request.headers['content-length']) <= LONGEST)) return undefined;
  if (typeof body !== 'object' || body === null || !('method' in body)) return undefined;
  if (body.method !== 'tools/list' || !('id' in body)) return undefined;
  const { id, ...rest } = body;
  if (typeof id !== 'string' && !isInteger(id)) return undefined;
  const headers = HEADERS.map((name) => request.headers[name] ?? null);
  const key = JSON.stringify([headers, rest, share?.key]);
  return { key, id };
}

function isInteger(id: unknown): id is number {
  return Number.isInteger(id);
}
