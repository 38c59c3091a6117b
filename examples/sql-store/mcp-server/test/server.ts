// The built server as a child process of a test: on a free port, waited for, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { env } from './credentials.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Asks the server to end; resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Starts dist/server.js; rejects with its log when it ends before it listens. */
export async function startServer(): Promise<RunningServer> {
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: root,
    env: { ...process.env, MCP_HOST: '127.0.0.1', MCP_PORT: '0', PUBLIC_BASE_URL: '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { origin: await findOrigin(child), stop: () => stop(child) };
}

function findOrigin(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
      if (origin !== undefined) resolve(origin);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended (${code}):\n${log}`)));
  });
}

async function stop(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return child.exitCode;
}
