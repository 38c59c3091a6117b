// Runs a program as a user would: argument array, no shell, an environment free of ours.
import { execa } from 'execa';

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds until the program is ended and the run fails. */
  readonly timeout?: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to the end, whatever the exit code; fails when the program could not start or hung. */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const result = await execa(file, args, {
    cwd: options.cwd,
    env: cleanEnv(options.env),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: options.timeout ?? 120_000,
    ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
  });
  if (result.exitCode === undefined) throw result;
  return { code: result.exitCode, stdout: result.stdout, stderr: result.stderr };
}

/** Like `run`, but anything but exit code 0 fails with what the program said. */
export async function runOk(
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const result = await run(file, args, options);
  if (result.code === 0) return result;
  throw new Error(
    `${[file, ...args].join(' ')} ended with ${result.code}\n${result.stdout}\n${result.stderr}`,
  );
}

/** Runs `npm` in a folder; fails unless it ends with 0. */
export function npm(args: readonly string[], options: RunOptions): Promise<RunResult> {
  return runOk('npm', args, options);
}

/** Installs from the lockfile when there is one, from the cache where possible. */
export function npmInstall(cwd: string, ...args: string[]): Promise<RunResult> {
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  return npm(['install', ...quiet, ...args], { cwd, timeout: 180_000 });
}

const OURS = /^(MCP_|VITEST|npm_lifecycle|npm_package|npm_command)/;
const OURS_EXACTLY = new Set(
  'CI FORCE_COLOR HOST INIT_CWD NODE_ENV NO_COLOR PORT npm_config_user_agent npm_execpath'.split(
    ' ',
  ),
);

/** The environment without what npm, vitest or a developer's server settings put there. */
export function cleanEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !OURS.test(name) && !OURS_EXACTLY.has(name)) env[name] = value;
  }
  return { ...env, NO_COLOR: '1', ...extra };
}
