// Native tasks of MCP 2026-07-28, over the same jobs: for clients that declare the extension.
import {
  type CallToolResult,
  type ClientCapabilities,
  type McpServer,
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { admissionOf, capabilitiesOf } from '../context.ts';
import type { Admission } from '../credentials.ts';
import { INTERRUPTED, type Job, type Questions } from './store.ts';

/** What tasks need of the jobs. A job that is not the caller's is undefined, like one that never was. */
export interface TaskSource {
  find(id: string, caller: string): Promise<Job | undefined>;
  /** Asks a job to end, if it is the caller's; resolves to what it was then. */
  cancel(id: string, caller: string): Promise<Job | undefined>;
  /** Answers to what a job asks. */
  answer(id: string, answers: Questions): Promise<void>;
  /** What a call of the tool would have answered, had it waited for the job. */
  resultOf(job: Job): CallToolResult;
  /** Whether who asks may still use the job's tool; all may, unless given. */
  mayFollow?(who: Admission, job: Job): boolean;
  /** Milliseconds that an ended job is kept. */
  readonly ttl: number;
}

const EXTENSION = 'io.modelcontextprotocol/tasks';
/** Milliseconds between looks that a client is advised to take. */
const POLL_INTERVAL = 1000;

const taskParams = z.looseObject({ taskId: z.string() });

/** Whether the client follows tasks: it may then get one in place of a result. */
export function followsTasks({ extensions }: ClientCapabilities): boolean {
  return extensions?.[EXTENSION] !== undefined;
}

/** The answer to a call that started the job. */
export function taskResult(job: Job, source: TaskSource): CallToolResult {
  return { content: [], resultType: 'task', ...taskOf(job, source) };
}

/** Adds the extension to a server of the 2026 era. */
export function serveTasks(mcp: McpServer, source: TaskSource): void {
  const { server } = mcp;
  server.registerCapabilities({ extensions: { [EXTENSION]: {} } });
  const schemas = { params: taskParams };
  server.setRequestHandler('tasks/get', schemas, async ({ taskId }, ctx) => {
    requireExtension(ctx);
    const job = await find(source, taskId, ctx);
    return { resultType: 'complete', ...detailed(job, source) };
  });
  server.setRequestHandler('tasks/update', schemas, async ({ taskId }, ctx) => {
    requireExtension(ctx);
    const job = await find(source, taskId, ctx);
    await source.answer(job.id, answersOf(ctx));
    return { resultType: 'complete' };
  });
  server.setRequestHandler('tasks/cancel', schemas, async ({ taskId }, ctx) => {
    requireExtension(ctx);
    const { id, caller } = await find(source, taskId, ctx);
    await source.cancel(id, caller);
    return { resultType: 'complete' };
  });
}

function requireExtension(ctx: ServerContext): void {
  if (followsTasks(capabilitiesOf(ctx, undefined))) return;
  throw new MissingRequiredClientCapabilityError({
    requiredCapabilities: { extensions: { [EXTENSION]: {} } },
  });
}

/** One answer for ids that are unknown, another's, of forgotten jobs, or of tools that the caller lost. */
async function find(source: TaskSource, id: string, ctx: ServerContext): Promise<Job> {
  const who = admissionOf(ctx);
  const job = await source.find(id, who.caller);
  if (job !== undefined && source.mayFollow?.(who, job) !== false) return job;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'no such task');
}

const jsonObject = z.record(z.string(), z.json());

function answersOf({ mcpReq }: ServerContext): Questions {
  return jsonObject.parse(mcpReq.inputResponses ?? {});
}

function taskOf(job: Job, { ttl }: TaskSource) {
  return {
    taskId: job.id,
    status: statusOf(job),
    ...(job.message === '' ? {} : { statusMessage: job.message }),
    createdAt: new Date(job.created).toISOString(),
    lastUpdatedAt: new Date(job.updated).toISOString(),
    // Counted from its creation; while it is not known when it ends, there is none.
    ttlMs: job.ended === undefined ? null : job.ended - job.created + ttl,
    pollIntervalMs: POLL_INTERVAL,
  };
}

/** What a tool reports as its failure is a result, so the task completed; a server that died gave none. */
function statusOf({ state, questions, error }: Job) {
  switch (state) {
    case 'queued':
      return 'working';
    case 'running':
      return questions === undefined ? 'working' : 'input_required';
    case 'succeeded':
      return 'completed';
    case 'failed':
      return error === INTERRUPTED ? 'failed' : 'completed';
    case 'cancelled':
      return 'cancelled';
  }
}

function detailed(job: Job, source: TaskSource) {
  const task = taskOf(job, source);
  switch (task.status) {
    case 'completed':
      return { ...task, result: source.resultOf(job) };
    case 'failed':
      return { ...task, error: { code: ProtocolErrorCode.InternalError, message: INTERRUPTED } };
    case 'input_required':
      return { ...task, inputRequests: job.questions };
    default:
      return task;
  }
}
