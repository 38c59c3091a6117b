// Everything a command learns from outside, as one value, so that tests can give it another world.
import { readFileSync } from 'node:fs';

export interface Output {
  write(text: string): unknown;
}

export interface Context {
  /** Without node and the script. */
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** A person is there to answer: stdin, stdout and stderr are all terminals. */
  readonly interactive: boolean;
  /** stderr is a terminal, where progress may be shown. */
  readonly progress: boolean;
  /** Which of the two outputs may carry colour. */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Version of this tool. */
  readonly version: string;
}

const DEFAULT_WIDTH = 100;

export function processContext(signal: AbortSignal): Context {
  const { stdin, stdout, stderr, env } = process;
  return {
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env,
    stdout,
    stderr,
    interactive: stdin.isTTY === true && stdout.isTTY === true && stderr.isTTY === true,
    progress: stderr.isTTY === true,
    color: { stdout: wantsColor(stdout, env), stderr: wantsColor(stderr, env) },
    width: stdout.columns || DEFAULT_WIDTH,
    signal,
    version: toolVersion(),
  };
}

/** The version in this package's package.json, two folders up from src/cli and dist/cli alike. */
export function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error('package.json of create-mcp-server has no version');
}

function wantsColor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (process.argv.includes('--no-color') || env.NO_COLOR || env.TERM === 'dumb') return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true;
}
