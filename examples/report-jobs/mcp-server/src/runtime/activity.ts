// What is running now: bounds concurrent calls, and lets a stopping server finish them.

export interface Activity {
  /** Set once the server is told to stop. */
  draining: boolean;
  /** Tool calls in progress. */
  readonly calls: number;
  /** Counts `calls` tool calls, and one exchange, while `work` runs. */
  run<T>(calls: number, work: () => Promise<T>): Promise<T>;
  /** Resolves to true when nothing runs any more, to false after `ms` milliseconds. */
  settle(ms: number): Promise<boolean>;
}

export function createActivity(): Activity {
  let running = 0;
  let calls = 0;
  let settled: () => void = () => {};
  return {
    draining: false,
    get calls() {
      return calls;
    },
    async run(weight, work) {
      running += 1;
      calls += weight;
      try {
        return await work();
      } finally {
        running -= 1;
        calls -= weight;
        if (running === 0) settled();
      }
    },
    settle(ms) {
      if (running === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ms);
        settled = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
    },
  };
}
