// The built server as a child process of a test: on a free port, waited for, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env } from './credentials.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Asks the server to end; resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** What a server of the test sees: a port and a data folder of its own, and its credentials. */
function environment(dataDir: string): NodeJS.ProcessEnv {
  const own = { MCP_HOST: '127.0.0.1', MCP_PORT: '0', PUBLIC_BASE_URL: '', DATA_DIR: dataDir };
  return { ...process.env, ...own, JOBS_URL: '', FILES_URL: '', ...env };
}

/** Starts dist/server.js; rejects with its log when it ends before it listens. */
export async function startServer(): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mcp-test-'));
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: root,
    env: environment(dataDir),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = async () => {
    const code = await stop(child);
    await rm(dataDir, { recursive: true });
    return code;
  };
  return { origin: await findOrigin(child), stop: end };
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
