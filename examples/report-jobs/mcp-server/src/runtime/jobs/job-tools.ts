// The four tools that clients see of a job: start it, look at it, take its result, cancel it. All answer at once.
import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { Content } from '../content.ts';
import type { Log } from '../log.ts';
import type { Prepared, Tool, ToolContext } from '../tool.ts';
import type { Desk } from './desk.ts';
import type { JobTool } from './job-tool.ts';
import { type FileUrl, resultOf, statusOf } from './reports.ts';
import { type Job, StoreError } from './store.ts';
import { followsTasks } from './tasks.ts';

export interface JobToolParts {
  readonly desk: Desk;
  readonly urlOf: FileUrl;
  readonly log: Log;
  /** Names of jobs whose own parameters have no `idempotency_key`: there it is ours. */
  readonly keyed: ReadonlySet<string>;
}

/** What a job's start is called. */
export function startName(job: string): string {
  return `start_${job}`;
}

/** In the order in which they are listed. */
export function toolsOf(job: JobTool, parts: JobToolParts): readonly Tool[] {
  const { desk, urlOf } = parts;
  const cancel = async ({ id }: Job, { caller }: ToolContext) => {
    const cancelled = await desk.cancel(id, caller);
    return cancelled && { job_id: id, state: cancelled.state };
  };
  return [
    startTool(job, parts),
    lookTool(`get_${job.name}_status`, job, parts, async (found) => statusOf(found)),
    lookTool(`get_${job.name}_result`, job, parts, async (found) => resultOf(found, urlOf)),
    lookTool(`cancel_${job.name}`, job, parts, cancel),
  ];
}

const withKey = z.looseObject({
  idempotency_key: z
    .string()
    .min(1)
    .max(256)
    .regex(/^\P{Cc}*$/u, 'expected a string without control characters')
    .optional(),
});

function startTool(job: JobTool, parts: JobToolParts): Tool {
  const begin = async (args: unknown, ctx: ToolContext, idempotencyKey?: string) => {
    const { caller, clientCapabilities } = ctx;
    const interactive = followsTasks(clientCapabilities);
    const wish = { tool: job, args, caller, interactive, idempotencyKey };
    const started = await parts.desk.start(wish);
    if ('refused' in started) return refusal(started.refused);
    return { job_id: started.id, state: started.state };
  };
  return {
    name: startName(job.name),
    described: true,
    async prepare(args) {
      if (!parts.keyed.has(job.name)) {
        return prepareWith(job, args, (ctx) => guarded(parts.log, () => begin(args, ctx)));
      }
      const parsed = withKey.safeParse(args);
      if (!parsed.success) return { issues: parsed.error.issues };
      const { idempotency_key: key, ...rest } = parsed.data;
      return prepareWith(job, rest, (ctx) => guarded(parts.log, () => begin(rest, ctx, key)));
    },
  };
}

/** The job's own schemas judge; the function is called by nobody here. */
async function prepareWith(
  job: JobTool,
  args: unknown,
  answer: (ctx: ToolContext) => Promise<unknown>,
): Promise<Prepared> {
  const prepared = await job.prepare(args);
  if ('issues' in prepared) return prepared;
  return { run: async (ctx) => ({ value: await answer(ctx) }) };
}

const byId = z.strictObject({ job_id: z.string() });

function lookTool(
  name: string,
  { name: tool }: JobTool,
  { desk, log }: JobToolParts,
  look: (job: Job, ctx: ToolContext) => Promise<unknown>,
): Tool {
  const answer = async (id: string, ctx: ToolContext) => {
    const job = await desk.find(id, ctx.caller);
    const found = job?.tool === tool ? await look(job, ctx) : undefined;
    return found ?? refusal(`no such job: ${id.slice(0, 64)}`);
  };
  return {
    name,
    described: true,
    async prepare(args) {
      const parsed = byId.safeParse(args);
      if (!parsed.success) return { issues: parsed.error.issues };
      const { job_id: id } = parsed.data;
      return {
        run: async (ctx) => ({ value: await guarded(log, () => answer(id, ctx)) }),
      };
    },
  };
}

/** A store that cannot be used is no fault of the call; what the operator has to do is in the log. */
async function guarded(log: Log, answer: () => Promise<unknown>): Promise<unknown> {
  try {
    return await answer();
  } catch (err) {
    if (!(err instanceof StoreError)) throw err;
    log.error({ err }, 'a call could not reach the job store');
    return refusal(err.message);
  }
}

/** An id is told as it came, which the redaction of thrown errors would not do. */
function refusal(error: string): Content {
  const result: CallToolResult = {
    content: [{ type: 'text', text: JSON.stringify({ error }) }],
    isError: true,
  };
  return new Content(result);
}
