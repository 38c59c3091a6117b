// What the conformance cases of job stores run against: a place that keeps jobs, in this process and in others.
import type {
  Claim,
  JobStore,
  NewJob,
  StoreOptions,
} from '../../templates/jobs/src/runtime/jobs/store.ts';
import type { Remote } from './remote.ts';

export type OpenStore = (options: StoreOptions) => Promise<JobStore>;

/** What a case may set; the rest is `DEFAULTS`. */
export type Limits = Partial<Pick<StoreOptions, 'maxQueued' | 'ttl'>>;

export const DEFAULTS = { maxQueued: 1000, ttl: 3_600_000 };

/** Somewhere that is empty at first, made for one case. */
export interface Place {
  /** The store in this process. What a case leaves open is closed after it. */
  open(limits?: Limits): Promise<JobStore>;
  /** The store in a process of its own, whose clock is `clockShift` milliseconds ahead. */
  spawn(options?: Limits & { readonly clockShift?: number }): Promise<Remote>;
  /** From now on the store of that process can write nothing; resolves to what ends that. */
  fail(process: Remote): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

export interface Driver {
  readonly kind: 'sqlite' | 'postgres';
  place(): Promise<Place>;
  end(): Promise<void>;
}

export interface Case {
  /** One of the classes of the suite. */
  readonly group: string;
  readonly name: string;
  /** A case that only one kind of store can be in. */
  readonly only?: Driver['kind'];
  run(place: Place): Promise<void>;
}

/** A group's cases, by name. */
export function group(
  name: string,
  cases: Readonly<Record<string, (place: Place) => Promise<void>>>,
  only?: Driver['kind'],
): readonly Case[] {
  return Object.entries(cases).map(([each, run]) => ({
    group: name,
    name: each,
    ...(only === undefined ? {} : { only }),
    run,
  }));
}

/** A job as the tools start one. */
export function newJob(job: Partial<NewJob> = {}): NewJob {
  const id = crypto.randomUUID().replaceAll('-', '');
  return { id, tool: 'render', caller: 'ann', args: {}, interactive: false, retry: false, ...job };
}

/** Starts a job that must be accepted. */
export async function started(store: Pick<JobStore, 'start'>, job: Partial<NewJob> = {}) {
  const answer = await store.start(newJob(job));
  if (answer.kind !== 'queued') throw new Error(`not queued but ${answer.kind}`);
  return answer.job;
}

/** Takes the next job, which must be there. */
export async function claimed(store: Pick<JobStore, 'claim'>): Promise<Claim> {
  const claim = await store.claim();
  if (claim === undefined) throw new Error('there is nothing to claim');
  return claim;
}

/** Starts a job and takes it. */
export async function running(
  store: Pick<JobStore, 'start' | 'claim'>,
  job: Partial<NewJob> = {},
): Promise<Claim> {
  await started(store, job);
  return claimed(store);
}

/** Asks again and again until there is an answer. */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  what: string,
  milliseconds = 25_000,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
