// Kills a server with -9 while clients start jobs, again and again over the same data, and audits what it acknowledged.
import { randomInt } from 'node:crypto';
import { connectModern, type TestClient } from './clients.ts';
import { jobEnd, startJob } from './job-server.ts';
import { type RunningServer, startServer, TOKEN } from './server.ts';

export interface Rounds {
  readonly rounds: number;
  readonly env: Readonly<Record<string, string>>;
  /** The Node executable; the running one unless said otherwise. */
  readonly node?: string;
  /** Repeats a run: it is printed by each. */
  readonly seed?: number;
}

export interface Audit {
  readonly acknowledged: number;
  /** What is not as it was promised, in words. */
  readonly wrong: readonly string[];
}

interface Acknowledged {
  readonly tool: 'once' | 'repeat';
  readonly id: string;
  readonly n: number;
  /** In which round it was started. */
  readonly round: number;
}

const CONCURRENCY = 2;
/** A job that may be repeated is given up when it was killed so often. */
const MAX_ATTEMPTS = 3;

/**
 * What was acknowledged runs: a job that may be repeated succeeds, unless it was killed each time, another one does
 * too or was interrupted; no more than `CONCURRENCY` can be interrupted in a round.
 */
export async function killRounds(project: string, options: Rounds): Promise<Audit> {
  const { rounds, env, node, seed = randomInt(2 ** 31) } = options;
  console.log(`kill rounds with seed ${seed}`);
  const random = generator(seed);
  const jobs: Acknowledged[] = [];
  const start = () =>
    startServer(project, {
      env: { JOBS_CONCURRENCY: String(CONCURRENCY), ...env },
      ...(node === undefined ? {} : { node }),
    });
  const logs: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const server = await start();
    await startUntilKilled(server, { round, random, jobs });
    logs.push(server.stderr());
  }
  const server = await start();
  const client = await connectModern(server.url, TOKEN);
  const wrong = await audit(client, jobs, logs.join('\n'));
  await client.close();
  const code = await server.stop();
  return {
    acknowledged: jobs.length,
    wrong: code === 0 ? wrong : [...wrong, `the server ended with ${code}`],
  };
}

interface Round {
  readonly round: number;
  readonly random: () => number;
  /** What was acknowledged goes here. */
  readonly jobs: Acknowledged[];
}

async function startUntilKilled(server: RunningServer, { round, random, jobs }: Round) {
  const client = await connectModern(server.url, TOKEN);
  const died = new Promise<void>((resolve) => {
    setTimeout(
      () => {
        process.kill(server.pid, 'SIGKILL');
        resolve();
      },
      100 + random() * 1500,
    );
  });
  let dead = false;
  void died.then(() => {
    dead = true;
  });
  const startMany = async (): Promise<void> => {
    while (!dead) {
      const tool = random() < 0.5 ? 'once' : 'repeat';
      const n = jobs.length;
      const started = startJob(client, tool, { n, ms: Math.floor(random() * 60) }).catch(asRefusal);
      const id = await Promise.race([started, died]);
      started.catch(() => {}); // it was not acknowledged before the end
      if (id === FULL) return died;
      if (id !== undefined) jobs.push({ tool, id, n, round });
    }
  };
  await Promise.all([startMany(), startMany(), startMany()]);
}

const FULL = Symbol('the queue is full');

/** A fast machine fills the queue before its end: then there is nothing more to acknowledge. */
function asRefusal(error: unknown): typeof FULL {
  if (error instanceof Error && error.message.includes('queue full')) return FULL;
  throw error;
}

async function audit(
  client: TestClient,
  jobs: readonly Acknowledged[],
  log: string,
): Promise<string[]> {
  const wrong: string[] = [];
  let interrupted = 0;
  for (const { tool, id, n, round } of jobs) {
    const { state, error } = await jobEnd(client, tool, id).catch((reason: unknown) => ({
      state: 'lost',
      error: String(reason),
    }));
    if (error === 'interrupted' && mayBeInterrupted(tool, id, log)) interrupted += 1;
    else if (state !== 'succeeded')
      wrong.push(`${tool} ${id} of round ${round}: ${state} ${error}`);
    else {
      const { structured } = await client.call(`get_${tool}_result`, { job_id: id });
      const expected = JSON.stringify({ ready: true, result: n, files: [] });
      const told = JSON.stringify(structured);
      if (told !== expected) wrong.push(`${tool} ${id}: ${told}`);
    }
  }
  const most = CONCURRENCY * Math.max(0, ...jobs.map(({ round }) => round));
  return interrupted > most ? [...wrong, `${interrupted} interrupted, at most ${most} ran`] : wrong;
}

/** The last attempt may be killed before its line is in the log. */
function mayBeInterrupted(tool: Acknowledged['tool'], id: string, log: string): boolean {
  if (tool === 'once') return true;
  const runs = log.match(new RegExp(`"job":"${id}"[^\\n]*"state":"running"`, 'g')) ?? [];
  return runs.length >= MAX_ATTEMPTS - 1;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
