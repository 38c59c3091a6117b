// Runs another program: always an argument array, never a shell.
import { execa } from 'execa';

export interface ProcessOrder {
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly signal: AbortSignal;
}

export interface ProcessResult {
  readonly ok: boolean;
  /** Ended by Ctrl-C, which reaches the program at the same time as this one. */
  readonly interrupted: boolean;
  /** stdout and stderr, interleaved; the reason when the program could not be started. */
  readonly output: string;
}

export async function runProcess({
  command,
  args,
  cwd,
  signal,
}: ProcessOrder): Promise<ProcessResult> {
  const result = await execa(command, args, {
    cwd,
    cancelSignal: signal,
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  const output = result.all.trim() || result.shortMessage || '';
  const interrupted = result.isCanceled || result.signal === 'SIGINT';
  return { ok: !result.failed, interrupted, output };
}
