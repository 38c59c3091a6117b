// What the runner and an execution agree on: one job's work, how it ends, what it says on the way.
import type { ErrorsMode } from '../errors.ts';
import type { MakeFile } from '../files/context.ts';
import type { Log } from '../log.ts';
import type { Json } from '../serialise.ts';
import type { LogLevel } from '../tool.ts';
import type { JobTool } from './job-tool.ts';
import type { Questions } from './store.ts';

/** Runs the functions of jobs, each apart from the server or in its own thread. */
export interface Execution {
  /** Never rejects. */
  run(work: Work): Promise<Outcome>;
  close(): Promise<void>;
}

export interface ExecutionOptions {
  readonly jobs: readonly JobTool[];
  /** How many run at once. */
  readonly concurrency: number;
  readonly memoryMb: number;
  readonly errors: ErrorsMode;
  readonly log: Log;
}

export interface Work {
  /** The job's. */
  readonly id: string;
  readonly tool: string;
  readonly caller: string;
  /** As they were accepted when the job was started. */
  readonly args: Json;
  /** Aborts when the job has to end. */
  readonly signal: AbortSignal;
  /** Aborts some time after `signal`: nobody waits for it any more. */
  readonly force: AbortSignal;
  readonly hooks: Hooks;
}

/** What a job says to the server while it runs. */
export interface Hooks {
  /** The function is called now, its module has been loaded. */
  began(): void;
  progress(done: number, total?: number, message?: string): void;
  log(level: LogLevel, data: Json): void;
  /** Rejects with what the job may read. */
  readonly file: MakeFile;
  /** Asks the job's client; rejects when it cannot be asked. */
  ask(requests: Questions): Promise<Questions>;
}

/** `json`: UTF-8 text of what the function returned. `error`: what the caller may read. */
export type Outcome =
  | { readonly kind: 'done'; readonly json: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly error: string };
