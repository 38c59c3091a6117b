// Takes waiting jobs while there is room, keeps what runs alive, and lets it end when the server stops.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Attempt, type AttemptParts, beginAttempt } from './attempt.ts';
import type { JobTool } from './job-tool.ts';
import { BEAT, type Claim } from './store.ts';

export interface RunnerParts extends Omit<AttemptParts, 'timeout' | 'retry' | 'giveUp'> {
  readonly jobs: readonly JobTool[];
  readonly concurrency: number;
  /** Milliseconds for tools without a limit of their own. */
  readonly timeout: number;
}

/** Milliseconds in which the end of what was ended has to be written. */
const LAST_WRITES = 5000;

export class Runner {
  readonly #parts: RunnerParts;
  readonly #attempts = new Map<string, Attempt>();
  readonly #giveUp = new AbortController();
  #taking = false;
  /** Another look is due, after the one that goes on. */
  #again = false;
  #looking: Promise<void> | undefined;
  #beating: Promise<void> | undefined;
  #beats: NodeJS.Timeout | undefined;
  #ignore: () => void = () => {};
  /** The store could not be used when it was tried last. */
  #troubled = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#taking = true;
    this.#ignore = this.#parts.store.onWaiting(() => this.#look());
    this.#beats = setInterval(() => this.#beat(), BEAT);
    this.#look();
  }

  /** Undefined for jobs that this process does not run. */
  running(id: string): Attempt | undefined {
    return this.#attempts.get(id);
  }

  /** Takes no more jobs; resolves when what runs has ended, or was ended after `drain` milliseconds. */
  async stop(drain: number): Promise<void> {
    this.#taking = false;
    this.#ignore();
    await this.#looking;
    await this.#settled(drain);
    for (const attempt of this.#attempts.values()) attempt.end('stop');
    const late = setTimeout(() => this.#giveUp.abort(), LAST_WRITES);
    await this.#settled();
    clearTimeout(late);
    clearInterval(this.#beats);
    await this.#beating;
  }

  async #settled(limit?: number): Promise<void> {
    const all = Promise.all([...this.#attempts.values()].map(({ done }) => done));
    if (limit === undefined || this.#attempts.size === 0) return void (await all);
    const timer = new AbortController();
    const passed = sleep(limit, undefined, { signal: timer.signal }).catch(() => {}); // all ended
    await Promise.race([all, passed]);
    timer.abort();
  }

  /** One look at a time: what is asked for meanwhile makes for another. */
  #look(): void {
    this.#again = true;
    this.#looking ??= this.#use(() => this.#takeAll()).finally(() => {
      this.#looking = undefined;
    });
  }

  async #takeAll(): Promise<boolean> {
    let asked = false;
    while (this.#again) {
      this.#again = false;
      while (this.#taking && this.#attempts.size < this.#parts.concurrency) {
        const claim = await this.#parts.store.claim();
        asked = true;
        if (claim === undefined) break;
        this.#begin(claim);
      }
    }
    return asked;
  }

  #begin(claim: Claim): void {
    const { jobs, ...parts } = this.#parts;
    const tool = jobs.find(({ name }) => name === claim.job.tool);
    const attempt = beginAttempt(claim, {
      ...parts,
      timeout: tool?.timeout ?? parts.timeout,
      retry: tool?.retry === true,
      giveUp: this.#giveUp.signal,
    });
    this.#attempts.set(claim.job.id, attempt);
    void attempt.done.then(() => {
      this.#attempts.delete(claim.job.id);
      this.#look();
    });
  }

  #beat(): void {
    this.#beating ??= this.#use(() => this.#hear()).finally(() => {
      this.#beating = undefined;
    });
    this.#look();
  }

  async #hear(): Promise<boolean> {
    const claims = [...this.#attempts.values()].map(({ claim }) => claim);
    if (claims.length === 0) return false;
    for (const { id, kind } of await this.#parts.store.beat(claims)) {
      this.#attempts.get(id)?.end(kind);
    }
    return true;
  }

  /**
   * Says once that the store cannot be used, and once that it can again; the next beat tries it. `work` resolves to
   * whether it asked the store at all.
   */
  async #use(work: () => Promise<boolean>): Promise<void> {
    const { log } = this.#parts;
    try {
      if (!(await work())) return;
      if (this.#troubled) log.info('the job store can be used again');
      this.#troubled = false;
    } catch (err) {
      if (!this.#troubled) log.error({ err }, 'the job store cannot be used');
      this.#troubled = true;
    }
  }
}
