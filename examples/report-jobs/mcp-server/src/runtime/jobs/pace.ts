// Lets at most one value through per interval: the newest, and the last one always.

export interface Pace<T> {
  push(value: T): void;
  /** Sends what was held back; resolves when nothing is on its way. */
  flush(): Promise<void>;
}

/** `send` is called at most once per `every` milliseconds, never while it still sends; its promise must not reject. */
export function createPace<T>(every: number, send: (value: T) => Promise<void> | void): Pace<T> {
  let held: { readonly value: T } | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  const go = () => {
    clearTimeout(timer);
    timer = undefined;
    if (held === undefined) return;
    const { value } = held;
    held = undefined;
    last = performance.now();
    sending = send(value)?.finally(() => {
      sending = undefined;
      plan();
    });
  };
  const plan = () => {
    if (held === undefined || sending !== undefined) return;
    const wait = last + every - performance.now();
    if (wait <= 0) go();
    else timer ??= setTimeout(go, wait);
  };
  return {
    push(value) {
      held = { value };
      plan();
    },
    async flush() {
      while (held !== undefined || sending !== undefined) {
        await sending;
        go();
      }
    },
  };
}
