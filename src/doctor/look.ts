// What a check works with: the target, the network, the time it has, and facts that several checks share.
import { type Answer, type Ask, exchange, type Network } from './exchange.js';
import { withoutSecrets } from './secrets.js';
import type { Target } from './target.js';

/** One run of the doctor. */
export interface Run {
  readonly target: Target;
  readonly network: Network;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One check's part of a run. */
export interface Look {
  readonly run: Run;
  /** Ends the check's time. */
  readonly signal: AbortSignal;
}

/** One request of a check; the credentials are among its headers or they are not sent. */
export function send(look: Look, ask: Omit<Ask, 'signal'>): Promise<Answer> {
  return exchange(look.run.network, { ...ask, signal: look.signal });
}

/** Something found out once per run, by whichever check asks first. */
export function fact<T>(find: (look: Look) => Promise<T>): (look: Look) => Promise<T> {
  const found = new WeakMap<Run, Promise<T>>();
  return (look) => {
    const known = found.get(look.run) ?? find(look);
    found.set(look.run, known);
    return known;
  };
}

const QUOTED = 160;

/** What somebody else said, fit to be repeated in a line: without secrets, cut. */
export function quoted({ run }: Look, text: string): string {
  const clean = withoutSecrets(text, run.target.secrets).replace(/\s+/g, ' ').trim();
  return clean.length > QUOTED ? `${clean.slice(0, QUOTED - 1)}…` : clean;
}
