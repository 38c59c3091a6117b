// Runs jobs in the server's own thread, for modules that share state with it. Nothing can end them by force.
import { once } from 'node:events';
import { toJson } from '../serialise.ts';
import type { CoreContext, ToolContext } from '../tool.ts';
import { questionsOf } from './context.ts';
import { perform } from './perform.ts';
import type { Execution, ExecutionOptions, Outcome, Work } from './work.ts';

export function createExecution({ jobs, errors, log }: ExecutionOptions): Execution {
  const tools = new Map(jobs.map((job) => [job.name, job]));
  return {
    async run(work) {
      const { id, tool: name, args } = work;
      const tool = tools.get(name);
      if (tool === undefined) return { kind: 'failed', error: `this server has no job ${name}` };
      const failed = (err: unknown, ref?: string) =>
        log.error({ job: id, tool: name, ref, err }, 'tool failed');
      const performed = perform(tool, { args, ctx: contextOf(work), errors, failed });
      return Promise.race([performed, forced(work)]);
    },
    async close() {},
  };
}

/** The function may go on, but nobody waits for it. */
async function forced({ tool, force }: Work): Promise<Outcome> {
  if (!force.aborted) await once(force, 'abort');
  return { kind: 'failed', error: `${tool} was ended` };
}

function contextOf({ signal, caller, hooks }: Work): ToolContext {
  const core: CoreContext = {
    signal,
    caller,
    clientCapabilities: {},
    progress: hooks.progress,
    log: (level, data) => hooks.log(level, toJson(data) ?? null),
  };
  return { ...core, file: hooks.file, ask: (requests) => hooks.ask(questionsOf(requests)) };
}
