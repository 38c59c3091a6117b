// A built server of the fixture whose functions are jobs, and what tests ask of jobs.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { TestClient } from './clients.ts';
import { REPO } from './paths.ts';
import { runBin, runScript, scratch } from './project.ts';

/** Generates, installs and builds; resolves to the folder of the server. `args` are further ones of mcp-wrap. */
export async function buildJobServer(...args: string[]): Promise<string> {
  const dir = await scratch('jobs');
  await cp(join(REPO, 'test/live/fixtures/jobs'), dir, { recursive: true });
  const wrap = ['./src/lib.ts', '--out', 'server', '--yes', ...args];
  const written = await runBin('mcp-wrap', wrap, { cwd: dir });
  if (written.code !== 0) throw new Error(written.stderr);
  const server = join(dir, 'server');
  await runScript(server, 'build');
  return server;
}

export interface Status {
  readonly job_id: string;
  readonly state: string;
  readonly stage: number;
  readonly total_stages: number;
  readonly message: string;
  readonly error: string | null;
}

/** Starts a job; fails with what the server said when it refuses. */
export async function startJob(
  client: TestClient,
  tool: string,
  args: Record<string, unknown>,
): Promise<string> {
  const answer = await client.call(`start_${tool}`, args);
  if (answer.isError) throw new Error(answer.texts.join());
  return parsed(answer.texts[0]).job_id;
}

export async function jobStatus(client: TestClient, tool: string, id: string): Promise<Status> {
  const answer = await client.call(`get_${tool}_status`, { job_id: id });
  if (answer.isError) throw new Error(answer.texts.join());
  return parsed(answer.texts[0]);
}

/** The status of a job when it has ended. */
export function jobEnd(client: TestClient, tool: string, id: string): Promise<Status> {
  return waitFor(async () => {
    const status = await jobStatus(client, tool, id);
    if (!/^(succeeded|failed|cancelled)$/.test(status.state)) throw new Error(status.state);
    return status;
  });
}

/** Asks until there is an answer; a busy machine gets its time. */
export function waitFor<T>(ask: () => Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: 60_000, interval: 50 });
}

function parsed(text = ''): Status {
  return JSON.parse(text);
}
