// Jobs as a part of the server: its tools, the store behind them, and what runs them.
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Era } from '../mcp.ts';
import type { Answered, Host, Service } from '../service.ts';
import type { Tool } from '../tool.ts';
import { createDesk, type Desk } from './desk.ts';
import { createExecution } from './execution.ts';
import type { JobTool } from './job-tool.ts';
import { startName, toolsOf } from './job-tools.ts';
import type { FileStore } from './made-files.ts';
import { openStore } from './open-store.ts';
import { type FileUrl, resultCall } from './reports.ts';
import { Runner } from './runner.ts';
import type { JobSettings } from './settings.ts';
import { createSweeper } from './sweep.ts';
import { followsTasks, serveTasks, type TaskSource, taskResult } from './tasks.ts';

export interface Jobs {
  readonly tools: readonly Tool[];
  /** In place of the result of a start, what a client that follows tasks understands. */
  answer(call: Answered): Promise<CallToolResult>;
  extend(mcp: McpServer, era: Era): void;
  /** From now on jobs run. */
  start(): void;
  /** Takes no more jobs; resolves when what runs has ended, or was ended after `drain` milliseconds. */
  stop(drain: number): Promise<void>;
  close(): Promise<void>;
}

export interface JobParts {
  readonly jobs: readonly JobTool[];
  /** tools.gen.json. */
  readonly surface: unknown;
  readonly files: FileStore;
  readonly mayCall?: Service['mayCall'];
}

/** Rejects with what the operator has to do when the store cannot be opened. */
export async function openJobs(
  settings: JobSettings,
  { settings: { maxResultBytes }, errors, log }: Host,
  { jobs, surface, files, mayCall }: JobParts,
): Promise<Jobs> {
  const { concurrency, memoryMb, ttl } = settings;
  const store = await openStore({ ...settings, log });
  const execution = createExecution({ jobs, concurrency, memoryMb, errors, log });
  const shared = { store, files, log, ttl };
  const runner = new Runner({
    ...{ ...settings, ...shared, jobs, execution },
    answerMax: maxResultBytes,
  });
  const sweeper = createSweeper(shared);
  const desk = createDesk(store, log, (id) => runner.running(id));
  const keyed = keyedOf(surface);
  const tools = jobs.flatMap((job) => toolsOf(job, { desk, urlOf: files.url, log, keyed }));
  return {
    tools,
    ...tasksOf(desk, jobs, { ttl, urlOf: files.url, mayCall }),
    start() {
      runner.start();
      sweeper.start();
    },
    stop: (drain) => runner.stop(drain),
    async close() {
      await sweeper.stop();
      await execution.close();
      await store.close();
    },
  };
}

interface TaskParts {
  readonly ttl: number;
  readonly urlOf: FileUrl;
  readonly mayCall: Service['mayCall'];
}

/** Native tasks, over the same jobs. */
function tasksOf(
  desk: Desk,
  jobs: readonly JobTool[],
  { ttl, urlOf, mayCall }: TaskParts,
): Pick<Jobs, 'answer' | 'extend'> {
  const source: TaskSource = {
    ...desk,
    ttl,
    resultOf: (job) => resultCall(job, urlOf),
    ...(mayCall && { mayFollow: (who, { tool }) => mayCall(who, startName(tool)) }),
  };
  const starts = new Set(jobs.map(({ name }) => startName(name)));
  return {
    extend(mcp, era) {
      if (era === 'modern') serveTasks(mcp, source);
    },
    async answer({ name, ctx, result }) {
      const isTask = starts.has(name) && followsTasks(ctx.clientCapabilities);
      const started = startedSchema.safeParse(isTask ? result.structuredContent : undefined);
      const job = started.success && (await desk.find(started.data.job_id, ctx.caller));
      return job ? taskResult(job, source) : result;
    },
  };
}

const startedSchema = z.object({ job_id: z.string() });
const surfaceSchema = z.object({
  tools: z.array(z.object({ job: z.string().optional(), idempotencyKey: z.boolean().optional() })),
});

/** Names of the jobs whose start takes an idempotency key of ours. */
function keyedOf(surface: unknown): ReadonlySet<string> {
  const { tools } = surfaceSchema.parse(surface);
  return new Set(tools.flatMap(({ job, idempotencyKey }) => (job && idempotencyKey ? [job] : [])));
}
