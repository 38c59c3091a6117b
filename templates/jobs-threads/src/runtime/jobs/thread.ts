// A thread that runs jobs, one at a time: it loads the wrapped module by itself and shares nothing with the server.
import { parentPort } from 'node:worker_threads';
import { jobs } from '../../tools.gen.ts';
import { connect } from './connect.ts';
import { watchLeftovers } from './leftovers.ts';
import type { Stray, Task } from './messages.ts';
import { perform } from './perform.ts';
import { createRation } from './ration.ts';
import { toldOf } from './told.ts';

const tools = new Map(jobs.map((job) => [job.name, job]));
// What the module itself keeps running is there already.
const hasLeftovers = watchLeftovers();

/** Unhandled rejections per second that are told. */
const STRAYS = 10;
const ration = createRation(STRAYS);
let running: Pick<Stray, 'job' | 'tool'> = {};

// It ends neither the thread nor its job: nobody waits for it.
process.on('unhandledRejection', (thrown) => {
  const left = ration();
  if (left < 0) return;
  const stray = left > 0 ? toldOf(thrown) : 'more of them are left out';
  const message: Stray = { ...running, stray };
  parentPort?.postMessage(message);
});

/**
 * Runs one job; its outcome goes through the task's port, like all that it says. What the job left running ends
 * with the thread: it would run, throw or exit in the next job, which may be another caller's.
 */
export default async function run(task: Task): Promise<void> {
  const { id, tool: name, caller, args, errors, port } = task;
  running = { job: id, tool: name };
  const { ctx, failed, finish } = connect(port, caller);
  const tool = tools.get(name);
  await finish(
    tool === undefined
      ? { kind: 'failed', error: `this server has no job ${name}` }
      : await perform(tool, { args, ctx, errors, failed }),
  );
  if (hasLeftovers()) process.exit();
}
