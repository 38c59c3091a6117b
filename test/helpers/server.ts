// A generated server as a child process: started on a free port, waited for, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { cleanEnv } from './run.ts';

/** What tests send as the bearer token, and the setting that makes a server accept it. */
export const TOKEN = 'test-token-of-the-live-layer-0123456789';

export interface StartOptions {
  /** Whose token counts: the tests' own, or what stands in the project's .env. */
  readonly credentials?: 'test' | 'project';
  readonly env?: Readonly<Record<string, string>>;
  /** The Node executable; the running one unless said otherwise. */
  readonly node?: string;
  readonly args?: readonly string[];
}

export interface RunningServer {
  /** `http://127.0.0.1:<port>`, without a path. */
  readonly origin: string;
  /** The MCP endpoint. */
  readonly url: URL;
  readonly pid: number;
  /** Everything logged so far. */
  stderr(): string;
  /** Sends SIGTERM and gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `dist/server.js` of a built project; fails with its log when it ends instead of listening. */
export async function startServer(
  project: string,
  options: StartOptions = {},
): Promise<RunningServer> {
  const child = spawn(
    options.node ?? process.execPath,
    [...(options.args ?? []), 'dist/server.js'],
    {
      cwd: project,
      env: cleanEnv({ MCP_PORT: '0', ...credentials(options), ...options.env }),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const log = collect(child);
  const origin = await listening(child, log);
  return {
    origin,
    url: new URL('/mcp', origin),
    pid: child.pid ?? 0,
    stderr: () => log.text,
    stop: () => stop(child),
  };
}

function credentials(options: StartOptions): Record<string, string> {
  return options.credentials === 'project' ? {} : { MCP_BEARER_TOKEN: TOKEN };
}

/** A port that was free a moment ago, for what has to come back on the same one. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Ends a child with SIGTERM, and by force when it does not go; resolves to its exit code. */
export async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(deadline);
  return child.exitCode;
}

/** Waits until the log names the address; the pattern is the address itself, not the words around it. */
export async function listening(child: ChildProcess, log: Log): Promise<string> {
  const origin = await log.find(/https?:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d*/);
  if (origin !== undefined) return origin;
  await stop(child);
  throw new Error(`the server ended (${child.exitCode}) before it listened:\n${log.text}`);
}

export interface Log {
  readonly text: string;
  /** Resolves to the first match in what was or will be written; undefined when the program ends without one. */
  find(pattern: RegExp): Promise<string | undefined>;
}

/** Gathers what a child writes on stderr (and stdout, where that is a pipe). */
export function collect(child: ChildProcess): Log {
  let text = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  for (const stream of [child.stderr, child.stdout]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      wake();
    });
  }
  child.once('close', () => {
    ended = true;
    wake();
  });
  return {
    get text() {
      return text;
    },
    find: (pattern) =>
      new Promise((resolve) => {
        const check = () => {
          const match = pattern.exec(text)?.[0];
          if (match === undefined && !ended) return;
          waiting.delete(check);
          resolve(match);
        };
        waiting.add(check);
        check();
      }),
  };
}
