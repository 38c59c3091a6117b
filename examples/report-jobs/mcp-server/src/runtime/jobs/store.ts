// What keeps jobs: one contract, so that every store behaves alike. Times are milliseconds since 1970.
import type { Log } from '../log.ts';
import type { Json } from '../serialise.ts';

/** The last three are final: nothing changes a job that reached one. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A file that a job made; it lies in the file store under its id. */
export interface JobFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
}

export interface Progress {
  /** How many stages are done. */
  readonly stage: number;
  readonly totalStages: number;
  readonly message: string;
}

/** What a job asks its client for while it runs: requests by key, as the protocol names them. */
export type Questions = Readonly<Record<string, Json>>;

export interface Job extends Progress {
  /** 32 hex characters. */
  readonly id: string;
  readonly tool: string;
  /** The identity that started it; nobody else hears of it. */
  readonly caller: string;
  readonly state: JobState;
  /** The arguments, as they came. */
  readonly args: Json;
  /** Who started it follows tasks, and can be asked while it runs. */
  readonly interactive: boolean;
  /** Of a job that succeeded: what the function returned. */
  readonly result?: Json;
  /** Of a job that failed: what its caller may read. */
  readonly error?: string;
  readonly files: readonly JobFile[];
  /** Asked and not answered yet. */
  readonly questions?: Questions;
  /** How often it was taken; 0 while it waits for the first time. */
  readonly attempt: number;
  readonly created: number;
  readonly updated: number;
  /** When it was taken, the last time. */
  readonly started?: number;
  /** When it reached its final state; it is forgotten one TTL later. */
  readonly ended?: number;
}

export interface NewJob {
  readonly id: string;
  readonly tool: string;
  readonly caller: string;
  readonly args: Json;
  readonly interactive: boolean;
  /** What makes two starts of a caller the same job. */
  readonly idempotencyKey?: string;
  /** Run again, at most `MAX_ATTEMPTS` times in all, when its process dies; otherwise it fails. */
  readonly retry: boolean;
}

/** `queued`: committed. `existing`: the job that had the idempotency key and the same arguments. */
export type Started =
  | { readonly kind: 'queued' | 'existing'; readonly job: Job }
  /** The key was used with other arguments. */
  | { readonly kind: 'mismatch' }
  /** The queue, or this caller's share of it, is full: nothing was stored. */
  | { readonly kind: 'full'; readonly limit: number; readonly whose: 'queue' | 'caller' };

/** A job that this process runs. Everything it writes is bound to the attempt: a later owner's wins. */
export interface Claim {
  readonly job: Job;
  readonly attempt: number;
}

export type Ending =
  | { readonly state: 'succeeded'; readonly result: Json; readonly files: readonly JobFile[] }
  | { readonly state: 'failed'; readonly error: string; readonly files: readonly JobFile[] }
  | { readonly state: 'cancelled'; readonly files: readonly JobFile[] };

/** What a running job has to hear from elsewhere. */
export interface Notice {
  readonly id: string;
  /** `cancel`: somebody wants it to end. `lost`: it is another's now, or it ended: stop, and write nothing. */
  readonly kind: 'cancel' | 'lost';
}

/** How often a job that may be run again is run in all. */
export const MAX_ATTEMPTS = 3;

/** What a job fails with whose process died. */
export const INTERRUPTED = 'interrupted';

/**
 * Every method that writes has committed when it resolves. A store that cannot be reached rejects with a
 * `StoreError`: what was not acknowledged did not happen.
 */
export interface JobStore {
  /** `sqlite` or `postgres`, for logs. */
  readonly kind: string;
  start(job: NewJob): Promise<Started>;
  /** Undefined for what never was, and for what is expired, forgotten or not yet. */
  get(id: string): Promise<Job | undefined>;
  /** The oldest waiting job, now running and this process's; undefined when none waits. */
  claim(): Promise<Claim | undefined>;
  /** Calls `listener` whenever a job may be waiting; returns what ends that. */
  onWaiting(listener: () => void): () => void;
  /** Keeps the claims alive. Resolves to what their jobs have to hear. Called every `BEAT` milliseconds. */
  beat(claims: readonly Claim[]): Promise<readonly Notice[]>;
  /** False when the claim is lost: the same for all that follow. */
  progress(claim: Claim, progress: Progress): Promise<boolean>;
  /** What it asks now; undefined when everything was answered. */
  ask(claim: Claim, questions: Questions | undefined): Promise<boolean>;
  /** Answers to some of what a job asks, by key; a key that is not asked now counts for nothing. */
  answer(id: string, answers: Questions): Promise<void>;
  /** All the answers, once nothing is left to answer; undefined until then. They are given once. */
  takeAnswers(claim: Claim): Promise<Questions | undefined>;
  /** On success stage becomes totalStages. False when the claim is lost: then nothing was written. */
  finish(claim: Claim, ending: Ending): Promise<boolean>;
  /**
   * Gives a job back that a stopping server did not finish. It becomes what it becomes when its process dies:
   * cancelled if that was asked for, else waiting again if it may be retried, else failed.
   */
  release(claim: Claim): Promise<void>;
  /**
   * A waiting job is cancelled at once; a running one is asked to end, which `beat` tells its owner; an
   * ended one stays as it is. Resolves to what `get` then does.
   */
  cancel(id: string): Promise<Job | undefined>;
  /** Jobs that ended more than a TTL ago: the sweeper removes their files, then forgets them. */
  expired(limit: number): Promise<readonly Job[]>;
  /** A job that has not ended stays. */
  forget(ids: readonly string[]): Promise<void>;
  /** How many wait and run. */
  count(): Promise<{ readonly queued: number; readonly running: number }>;
  close(): Promise<void>;
}

/** What every store is opened with. */
export interface StoreOptions {
  /** Such as `sqlite:./data/jobs.db`. */
  readonly url: string;
  /** How many jobs may wait; while others have jobs, one caller may have half as many waiting. */
  readonly maxQueued: number;
  /** Milliseconds from a job's end until it is `expired`. */
  readonly ttl: number;
  readonly log: Log;
}

/** Callers send ids: anything else is asked of no database. */
export function isJobId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Milliseconds between beats. */
export const BEAT = 1000;

/**
 * The store cannot be used. Rejecting to open, its message says what the operator has to do; later it says what
 * failed in words that any caller may read, and `cause` has the rest.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
