// The server's end of a job's port: what the thread says is done here, what it asks is answered.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { FromThread, ToThread } from './messages.ts';
import type { Hooks, Outcome, Work } from './work.ts';

export interface Attended {
  /** Hears what the thread said before it ended, and closes the port; undefined when it did not say how. */
  end(): Outcome | undefined;
}

export function attend(port: MessagePort, work: Work, log: Log): Attended {
  const { signal } = work;
  let outcome: Outcome | undefined;
  const hear = (message: FromThread) => {
    if (message.kind === 'outcome') outcome = message.outcome;
    else serve(message, port, work, log);
  };
  const abort = () => say(port, { kind: 'abort', reason: messageOf(signal.reason) });
  port.on('message', hear);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return {
    end() {
      for (let said = receiveMessageOnPort(port); said; said = receiveMessageOnPort(port)) {
        hear(said.message);
      }
      signal.removeEventListener('abort', abort);
      port.close();
      return outcome;
    },
  };
}

type Said = Exclude<FromThread, { kind: 'outcome' }>;

function say(port: MessagePort, message: ToThread): void {
  port.postMessage(message);
}

function serve(message: Said, port: MessagePort, work: Work, log: Log): void {
  const { id, tool, hooks } = work;
  switch (message.kind) {
    case 'began':
      hooks.began();
      break;
    case 'progress':
      hooks.progress(...message.report);
      break;
    case 'log':
      hooks.log(message.level, message.data);
      break;
    case 'error':
      log.error({ job: id, tool, ref: message.ref, err: message.err }, 'tool failed');
      break;
    default:
      answer(message, hooks).then(
        (answered) => say(port, answered),
        (err: unknown) => {
          const expose = typeof err === 'object' && err !== null && 'expose' in err;
          say(port, { kind: 'refused', call: message.call, error: messageOf(err), expose });
        },
      );
  }
}

async function answer(
  message: Extract<FromThread, { call: number }>,
  hooks: Hooks,
): Promise<ToThread> {
  const { call } = message;
  return message.kind === 'file'
    ? { kind: 'file', call, link: await hooks.file(...message.file) }
    : { kind: 'answers', call, answers: await hooks.ask(message.requests) };
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
