// How an attempt is made to end: its signal first, and after a grace nobody waits for it any more.

/** Why an attempt has to end before its function did. */
export type Reason = 'timeout' | 'cancel' | 'lost' | 'stop';

export interface Stop {
  readonly signal: AbortSignal;
  /** Aborts `GRACE` milliseconds after `signal`. */
  readonly force: AbortSignal;
  /** Undefined while nothing ended it; the first one counts. */
  readonly reason: Reason | undefined;
  end(reason: Reason): void;
  /** The time counts from now on. */
  restart(): void;
  /** The function has ended: no time counts any more. */
  clear(): void;
}

const GRACE = 2000;

/** Ends by itself after `timeout` milliseconds, unless that is Infinity. */
export function createStop(timeout: number): Stop {
  const polite = new AbortController();
  const force = new AbortController();
  let reason: Reason | undefined;
  let forcing: NodeJS.Timeout | undefined;
  const end = (why: Reason) => {
    if (reason !== undefined) return;
    reason = why;
    forcing = setTimeout(() => force.abort(), GRACE);
    polite.abort(new Error(why));
  };
  const begin = () => (Number.isFinite(timeout) ? setTimeout(end, timeout, 'timeout') : undefined);
  let timing = begin();
  return {
    signal: polite.signal,
    force: force.signal,
    get reason() {
      return reason;
    },
    end,
    restart() {
      clearTimeout(timing);
      timing = begin();
    },
    clear() {
      clearTimeout(timing);
      clearTimeout(forcing);
    },
  };
}
