// The frame around both commands: the version at once, Ctrl-C, exit codes, output that arrives whole.
import { EXIT } from '../errors.js';
import { type Context, processContext, toolVersion } from './context.js';

export type Command = (context: Context) => Promise<number>;

/** Runs a command of this process; `load` imports it, so that `--version` costs nothing but node. */
export async function main(load: () => Promise<Command>): Promise<void> {
  if (process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2] ?? '')) {
    process.stdout.write(`${toolVersion()}\n`);
    return;
  }
  endQuietlyOnClosedPipe();
  const interrupt = interruptible();
  const context = processContext(interrupt.signal);
  const run = await load();
  const code = await run(context);
  interrupt.release();
  // No process.exit: what is still in the pipe is written before node ends by itself.
  process.exitCode = code;
}

/** The first Ctrl-C asks the command to stop at a safe place; the second one does not wait for it. */
function interruptible(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  };
}

/** `mcp-wrap --print json | head` closes the pipe early: that is no failure of ours. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
}
