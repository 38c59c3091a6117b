// What is going on while one waits: a spinner on a terminal's stderr, nothing through a pipe.
import type { Context } from './context.js';

export interface Progress {
  /** Shows `text` until `work` has settled, and takes it away again. */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
}

export async function terminalProgress({ progress }: Context): Promise<Progress> {
  if (!progress) return { during: (_text, work) => work() };
  const { default: yoctoSpinner } = await import('yocto-spinner');
  return {
    during: async (text, work) => {
      const spinner = yoctoSpinner({ text, stream: process.stderr, handleSignals: false }).start();
      try {
        return await work();
      } finally {
        spinner.stop();
      }
    },
  };
}
