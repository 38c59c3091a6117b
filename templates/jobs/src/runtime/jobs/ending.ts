// What an attempt came to, as it is stored: a result too long for an answer becomes a file.
import { safeError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { MadeFiles } from './made-files.ts';
import { sizeBeside } from './reports.ts';
import type { Reason } from './stop.ts';
import type { Ending, Job } from './store.ts';
import type { Outcome } from './work.ts';

export interface EndingParts {
  readonly made: MadeFiles;
  /** Bytes of a result's JSON that are stored. */
  readonly resultMax: number;
  /** Bytes of an answer. */
  readonly answerMax: number;
  /** Milliseconds; what the attempt had. */
  readonly timeout: number;
  readonly log: Log;
}

/** `reason` is why it was ended, if it was: that counts, whatever the function made of it. */
export async function endingOf(
  { id, tool }: Job,
  outcome: Outcome,
  reason: Reason | undefined,
  parts: EndingParts,
): Promise<Ending> {
  const failed = async (error: string): Promise<Ending> => {
    return { state: 'failed', error: plain(error), files: await parts.made.all() };
  };
  if (reason === 'cancel') return { state: 'cancelled', files: await parts.made.all() };
  if (reason === 'timeout') return failed(`${tool} took longer than ${parts.timeout} ms`);
  if (outcome.kind === 'failed') return failed(outcome.error);
  try {
    return await succeeded(tool, outcome.json, parts);
  } catch (err) {
    const { message, ref } = safeError(tool, err, 'strict');
    parts.log.error({ job: id, tool, ref, err }, 'the result of a job was not kept');
    return failed(message);
  }
}

async function succeeded(
  tool: string,
  json: Uint8Array,
  { made, resultMax, answerMax }: EndingParts,
): Promise<Ending> {
  const files = await made.all();
  const room = Math.min(resultMax, answerMax - sizeBeside(files, made.urlOf));
  if (json.byteLength > room) {
    await made.save(`${tool}.json`, 'application/json', json);
    return { state: 'succeeded', result: null, files: await made.all() };
  }
  return { state: 'succeeded', result: JSON.parse(new TextDecoder().decode(json)), files };
}

/** On one line, and without what a store does not take. */
function plain(error: string): string {
  return error.replace(/[^\P{Cc}\n]+/gu, ' ');
}
