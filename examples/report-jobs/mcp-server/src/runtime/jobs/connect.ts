// The thread's end of a job's port: the context that the function gets, and how the server hears of its outcome.
import type { MessagePort } from 'node:worker_threads';
import type { MakeFile } from '../files/context.ts';
import { FileError, NOT_BYTES } from '../files/place.ts';
import type { CoreContext, ToolContext } from '../tool.ts';
import { type Ask, questionsOf } from './context.ts';
import type { FromThread, Report, ToThread } from './messages.ts';
import { createPace } from './pace.ts';
import { createRation } from './ration.ts';
import type { Questions } from './store.ts';
import { toldOf } from './told.ts';
import type { Outcome } from './work.ts';

export interface Connection {
  readonly ctx: ToolContext;
  failed(thrown: unknown, ref: string | undefined): void;
  finish(outcome: Outcome): Promise<void>;
}

/** Milliseconds between two reports of progress: no loop can flood the server with them. */
const PACE = 50;
/** Log lines per second. */
const LOG_LINES = 100;

export function connect(port: MessagePort, caller: string): Connection {
  const say: Say = (message, transfer = []) => port.postMessage(message, transfer);
  const { signal, request } = hear(port);
  say({ kind: 'began' });
  const pace = createPace<Report>(PACE, (report) => {
    say({ kind: 'progress', report });
    return undefined;
  });
  const ration = createRation(LOG_LINES);
  const core: CoreContext = {
    signal,
    caller,
    clientCapabilities: {},
    progress: (...report) => pace.push(report),
    log(level, data) {
      const left = ration();
      if (left >= 0) say({ kind: 'log', level, data: toldOf(data) });
      if (left === 0) say({ kind: 'log', level: 'warning', data: 'more lines are left out' });
    },
  };
  const ctx = {
    ...core,
    file: (...file: Parameters<MakeFile>) => sendFile(file, say, request),
    ask: (requests: Parameters<Ask>[0]) => sendQuestions(questionsOf(requests), say, request),
  };
  return {
    ctx,
    failed: (thrown, ref) => say({ kind: 'error', ref, err: toldOf(thrown) }),
    async finish(outcome) {
      await pace.flush();
      say({ kind: 'outcome', outcome }, outcome.kind === 'done' ? [outcome.json.buffer] : []);
    },
  };
}

type Say = (message: FromThread, transfer?: ArrayBuffer[]) => void;
/** Resolves to the answer to what `send` sends with the number it is given. */
type Request = (send: (call: number) => void) => Promise<ToThread>;

async function sendFile([name, mimeType, data]: Parameters<MakeFile>, say: Say, request: Request) {
  const sent = typeof data === 'string' ? data : copyOf(data);
  const transfer = typeof sent === 'string' ? [] : [sent.buffer];
  const answer = await request((call) =>
    say({ kind: 'file', call, file: [name, mimeType, sent] }, transfer),
  );
  if (answer.kind === 'file') return answer.link;
  throw refusal(answer);
}

/** What is sent is no longer there for the function. Its code may be JavaScript: what it gives is looked at. */
function copyOf(data: unknown): Uint8Array<ArrayBuffer> {
  if (data instanceof Uint8Array) return new Uint8Array(data);
  throw new FileError(NOT_BYTES);
}

async function sendQuestions(requests: Questions, say: Say, request: Request) {
  const answer = await request((call) => say({ kind: 'ask', call, requests }));
  if (answer.kind === 'answers') return answer.answers;
  throw refusal(answer);
}

function refusal(answer: ToThread): Error {
  if (answer.kind !== 'refused') return new Error('the server gave another answer');
  const { error, expose } = answer;
  return Object.assign(new Error(error), expose ? { expose } : {});
}

/** The signal of the job, and what waits for answers. */
function hear(port: MessagePort): { readonly signal: AbortSignal; readonly request: Request } {
  const abort = new AbortController();
  const waiting = new Map<number, (message: ToThread) => void>();
  let calls = 0;
  port.on('message', (message: ToThread) => {
    if (message.kind === 'abort') return abort.abort(new Error(message.reason));
    waiting.get(message.call)?.(message);
    waiting.delete(message.call);
  });
  return {
    signal: abort.signal,
    request: (send) =>
      new Promise((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        send(calls);
      }),
  };
}
