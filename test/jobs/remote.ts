// A store in a process of its own, used from here; the process can be killed at any point.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { JobStore } from '../../templates/jobs/src/runtime/jobs/store.ts';
import { cleanEnv } from '../helpers/run.ts';
import type { Limits } from './driver.ts';

/** The methods of a store that need no function passed. */
export type Method = Exclude<keyof JobStore, 'kind' | 'onWaiting'>;

export interface Request {
  readonly call: number;
  /** `flood`: start jobs for as long as the process lives. */
  readonly method: Method | 'flood';
  readonly args: readonly unknown[];
}

/** `value` is JSON text. For a flood `acknowledged` comes many times: the id of each job that was started. */
export type Reply =
  | { readonly call: number; readonly value?: string }
  | { readonly call: number; readonly error: { readonly name: string; readonly message: string } }
  | { readonly acknowledged: string };

export interface ChildOptions extends Limits {
  readonly url: string;
  readonly clockShift?: number;
}

export type RemoteStore = Pick<JobStore, Method>;

export interface Remote extends RemoteStore {
  readonly pid: number;
  /** Starts jobs as fast as they are acknowledged, for as long as the process lives. */
  flood(): void;
  /** The ids of those. */
  readonly acknowledged: readonly string[];
  /** With -9; resolves when the process is gone. */
  kill(): Promise<void>;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/** Resolves when the store is open; rejects with what opening it rejected with. */
export async function spawnStore(options: ChildOptions): Promise<Remote> {
  const program = fileURLToPath(new URL('./child.mjs', import.meta.url));
  const child = fork(program, [JSON.stringify(options)], { env: cleanEnv(), stdio: 'inherit' });
  const remote = remoteOf(child);
  await remote.count().catch(async (error: unknown) => {
    await remote.kill();
    throw error;
  });
  return remote;
}

type Send = <T>(method: Request['method'], ...args: readonly unknown[]) => Promise<T>;

function remoteOf(child: ChildProcess): Remote {
  const acknowledged: string[] = [];
  const waiting = new Map<number, (reply: Exclude<Reply, { acknowledged: string }>) => void>();
  child.on('message', (reply: Reply) => {
    if ('acknowledged' in reply) acknowledged.push(reply.acknowledged);
    else waiting.get(reply.call)?.(reply);
  });
  const gone = once(child, 'exit').then(() => {
    const error = { name: 'Error', message: 'the process is gone' };
    for (const [call, settle] of waiting) settle({ call, error });
  });
  let calls = 0;
  const send: Send = (method, ...args) =>
    new Promise((resolve, reject) => {
      const call = ++calls;
      waiting.set(call, (reply) => {
        waiting.delete(call);
        if ('error' in reply) reject(Object.assign(new Error(), reply.error));
        else resolve(reply.value === undefined ? undefined : JSON.parse(reply.value));
      });
      const request: Request = { call, method, args };
      child.send(request, (error) => {
        if (error !== null) reject(error);
      });
    });
  return {
    pid: child.pid ?? 0,
    acknowledged,
    flood: () => void send('flood').catch(() => undefined),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    signal: (name) => void child.kill(name),
    ...methodsOf(send),
  };
}

function methodsOf(send: Send): RemoteStore {
  return {
    start: (job) => send('start', job),
    get: (id) => send('get', id),
    claim: () => send('claim'),
    beat: (claims) => send('beat', claims),
    progress: (claim, progress) => send('progress', claim, progress),
    ask: (claim, questions) => send('ask', claim, questions),
    answer: (id, answers) => send('answer', id, answers),
    takeAnswers: (claim) => send('takeAnswers', claim),
    finish: (claim, ending) => send('finish', claim, ending),
    release: (claim) => send('release', claim),
    cancel: (id) => send('cancel', id),
    expired: (limit) => send('expired', limit),
    forget: (ids) => send('forget', ids),
    count: () => send('count'),
    close: () => send('close'),
  };
}
