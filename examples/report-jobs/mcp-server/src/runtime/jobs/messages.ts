// What the server and the thread of a job say to each other, over a port of the job's own.
import type { MessagePort } from 'node:worker_threads';
import type { ErrorsMode } from '../errors.ts';
import type { FileLink, MakeFile } from '../files/context.ts';
import type { Json } from '../serialise.ts';
import type { LogLevel } from '../tool.ts';
import type { Questions } from './store.ts';
import type { Outcome } from './work.ts';

/** What a thread is given to do. */
export interface Task {
  /** The job's. */
  readonly id: string;
  readonly tool: string;
  readonly caller: string;
  readonly args: Json;
  readonly errors: ErrorsMode;
  readonly port: MessagePort;
}

/** How far the function is: done, total, message. */
export type Report = readonly [number, (number | undefined)?, (string | undefined)?];

/** `call` numbers what waits for an `Answer`. */
export type FromThread =
  | { readonly kind: 'began' }
  | { readonly kind: 'progress'; readonly report: Report }
  | { readonly kind: 'log'; readonly level: LogLevel; readonly data: Json }
  | { readonly kind: 'error'; readonly ref: string | undefined; readonly err: Json }
  | {
      readonly kind: 'file';
      readonly call: number;
      readonly file: Parameters<MakeFile>;
    }
  | { readonly kind: 'ask'; readonly call: number; readonly requests: Questions }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

export type ToThread =
  | { readonly kind: 'abort'; readonly reason: string }
  | { readonly kind: 'file'; readonly call: number; readonly link: FileLink }
  | { readonly kind: 'answers'; readonly call: number; readonly answers: Questions }
  | {
      readonly kind: 'refused';
      readonly call: number;
      readonly error: string;
      /** Callers may read it, whatever the server keeps to itself. */
      readonly expose: boolean;
    };

/** What a thread says beside its jobs: a rejection that nobody handled. */
export interface Stray {
  readonly stray: Json;
  /** The id and the tool of the job that runs, or ran last. */
  readonly job?: string;
  readonly tool?: string;
}

/** The wrapped code can send messages of its own on that way. */
export function isStray(message: unknown): message is Stray {
  return typeof message === 'object' && message !== null && 'stray' in message;
}
