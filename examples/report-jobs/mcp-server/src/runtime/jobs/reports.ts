// What callers read of a job: its status, and its result with links to its files.
import type { CallToolResult } from '@modelcontextprotocol/server';
import { Content } from '../content.ts';
import type { Json } from '../serialise.ts';
import type { Job, JobFile } from './store.ts';

/** Where a file is fetched. */
export type FileUrl = (file: JobFile) => string;

export function statusOf(job: Job): Json {
  return {
    job_id: job.id,
    state: job.state,
    stage: job.stage,
    total_stages: job.totalStages,
    message: job.message,
    error: job.error ?? null,
  };
}

/** With the links beside it when the job made files. */
export function resultOf(job: Job, urlOf: FileUrl): Json | Content {
  const answer = answerOf(job, urlOf);
  if (job.state !== 'succeeded' || job.files.length === 0) return answer;
  return new Content(resultCall(job, urlOf));
}

/** The same as MCP has it. */
export function resultCall(job: Job, urlOf: FileUrl): CallToolResult {
  if (job.state === 'failed') {
    const text = JSON.stringify({ error: job.error });
    return { content: [{ type: 'text', text }], isError: true };
  }
  const structuredContent = answerOf(job, urlOf);
  const files = job.state === 'succeeded' ? job.files : [];
  const links = files.map((file) => {
    const { name, mimeType, size } = file;
    return { type: 'resource_link' as const, uri: urlOf(file), name, mimeType, size };
  });
  const text = JSON.stringify(structuredContent);
  return { content: [{ type: 'text', text }, ...links], structuredContent };
}

function answerOf(job: Job, urlOf: FileUrl): { [key: string]: Json } {
  if (job.state !== 'succeeded') {
    const error: { [key: string]: Json } = job.state === 'failed' ? { error: job.error ?? '' } : {};
    return { ready: false, state: job.state, ...error };
  }
  const files = job.files.map((file) => {
    const { name, mimeType, size } = file;
    return { name, url: urlOf(file), mimeType, size };
  });
  const [only] = files;
  const single: { [key: string]: Json } =
    files.length === 1 && only !== undefined ? { url: only.url } : {};
  return { ready: true, result: job.result ?? null, files, ...single };
}

/** Bytes that the answer takes beside the result. */
export function sizeBeside(files: readonly JobFile[], urlOf: FileUrl): number {
  const names = files.map((file) => JSON.stringify([file.name, file.mimeType, urlOf(file)]).length);
  return names.reduce((sum, bytes) => sum + 3 * bytes + 100, 1000);
}
