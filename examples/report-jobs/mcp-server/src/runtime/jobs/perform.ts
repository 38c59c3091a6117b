// Calls the function of a job and makes JSON of what it returns: the same in a thread and in the server.
import { Content } from '../content.ts';
import { type ErrorsMode, safeError } from '../errors.ts';
import { MAX_FILE_BYTES } from '../files/place.ts';
import { explain } from '../issues.ts';
import { type Json, TOO_LARGE, toJson } from '../serialise.ts';
import type { CallContext, Tool, ToolContext } from '../tool.ts';
import type { Outcome } from './work.ts';

export interface Performance {
  readonly args: Json;
  readonly ctx: ToolContext;
  readonly errors: ErrorsMode;
  /** Hears of what was thrown, whole, for the server's log; `ref` is what the caller was told. */
  failed(thrown: unknown, ref: string | undefined): void;
}

/** Never rejects, whatever the function throws or returns. */
export async function perform(
  tool: Tool,
  { args, ctx, errors, failed }: Performance,
): Promise<Outcome> {
  try {
    // What is too long for an answer becomes a file.
    return await attempt(tool, args, { ...ctx, maxResultBytes: MAX_FILE_BYTES });
  } catch (thrown) {
    if (thrown === TOO_LARGE) return { kind: 'failed', error: tooLarge(tool) };
    const { message, ref } = safeError(tool.name, thrown, errors);
    failed(thrown, ref);
    return { kind: 'failed', error: message };
  }
}

async function attempt(tool: Tool, args: Json, ctx: CallContext): Promise<Outcome> {
  const prepared = await tool.prepare(args);
  if ('issues' in prepared) {
    return { kind: 'failed', error: `invalid arguments: ${explain(prepared.issues, args)}` };
  }
  const returned = await prepared.run(ctx);
  if ('issues' in returned) {
    const broken = explain(returned.issues, returned.raw);
    return { kind: 'failed', error: `the result breaks the type of ${tool.name}: ${broken}` };
  }
  const json = new TextEncoder().encode(JSON.stringify(jsonOf(returned.value)));
  if (json.byteLength > MAX_FILE_BYTES) throw TOO_LARGE;
  return { kind: 'done', json };
}

function tooLarge({ name }: Tool): string {
  return `the result of ${name} has more than the ${MAX_FILE_BYTES} bytes that a file may have: ask for less`;
}

/** Of content the structured part, else its blocks; nothing is null. */
function jsonOf(value: unknown): Json {
  if (!(value instanceof Content)) return toJson(value, MAX_FILE_BYTES) ?? null;
  const { structuredContent, content } = value.result;
  const whole = structuredContent ?? (content.length > 0 ? content : null);
  return toJson(whole, MAX_FILE_BYTES) ?? null;
}
