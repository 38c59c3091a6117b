// Calls what a case names, of a running server, and holds the answer against it.
import { expect } from 'vitest';
import type { CallResult, TestClient } from '../helpers/clients.ts';
import { jobEnd, startJob } from '../helpers/job-server.ts';
import type { Case, ExampleExpectation } from './example-cases.ts';

/** Fails when the answer, or what a job ends with, is another. */
export async function expectCase(
  client: TestClient,
  entry: Case,
  expected: ExampleExpectation,
): Promise<void> {
  if (entry.job !== undefined) return expectJob(client, entry.tool, entry.args, entry.job);
  return expectAnswer(await client.call(nameOf(entry, expected), entry.args), entry);
}

function nameOf({ tool }: Case, { jobs = [] }: ExampleExpectation): string {
  return jobs.includes(tool) ? `start_${tool}` : tool;
}

async function expectJob(
  client: TestClient,
  tool: string,
  args: Record<string, unknown>,
  { result, files }: NonNullable<Case['job']>,
): Promise<void> {
  const id = await startJob(client, tool, args);
  expect(await jobEnd(client, tool, id)).toMatchObject({ state: 'succeeded', error: null });
  const { structured, links } = await client.call(`get_${tool}_result`, { job_id: id });
  expect(structured).toMatchObject({ ready: true, result, files });
  expect(links).toHaveLength(files.length);
  for (const link of links) expect(await startOf(link)).toBe('%PDF-');
}

async function startOf(link: string): Promise<string> {
  const answer = await fetch(link);
  expect(answer.status).toBe(200);
  return (await answer.text()).slice(0, 5);
}

async function expectAnswer(answer: CallResult, entry: Case): Promise<void> {
  if (entry.error !== undefined) {
    expect(answer.isError).toBe(true);
    expect(answer.texts).toHaveLength(1);
    expect(JSON.parse(answer.texts[0] ?? '').error).toMatch(entry.error);
    expect(answer.structured).toBeUndefined();
    return;
  }
  expect(answer.isError, answer.texts.join()).toBe(false);
  if (entry.file !== undefined) {
    expect(answer.links).toHaveLength(1);
    expect(await (await fetch(answer.links[0] ?? '')).text()).toMatch(entry.file);
    return;
  }
  if (entry.text !== undefined) {
    expect(answer).toMatchObject({ texts: [entry.text], structured: undefined });
    return;
  }
  expect(answer.structured).toEqual(entry.structured);
  expect(JSON.parse(answer.texts[0] ?? '')).toEqual(entry.structured);
}
