// One tool call, from arguments to MCP result: validate, run within limits, encode. Never throws.
import type { CallToolResult } from '@modelcontextprotocol/server';
import { Content } from './content.ts';
import { type ErrorsMode, safeError } from './errors.ts';
import { explain } from './issues.ts';
import { relax } from './lenient.ts';
import type { Log } from './log.ts';
import { type Json, TOO_LARGE, toJson } from './serialise.ts';
import type { Prepared, Tool, ToolContext } from './tool.ts';

export interface CallLimits {
  /** Milliseconds; Infinity is none. */
  readonly toolTimeout: number;
  /** Bytes of a result's text; Infinity is none. */
  readonly maxResultBytes: number;
}

export interface CallEnvironment extends CallLimits {
  readonly errors: ErrorsMode;
  readonly log: Log;
}

export interface Call {
  readonly tool: Tool;
  /** The published input schema: decides which text arguments may be read as something else. */
  readonly inputSchema: unknown;
  readonly args: unknown;
  readonly era: string;
  readonly ctx: ToolContext;
}

type Outcome = 'ok' | 'invalid' | 'error' | 'timeout' | 'cancelled' | 'too-large';
interface Ended {
  readonly outcome: Outcome;
  readonly result: CallToolResult;
}

/** Above this a caller's patience is at risk. */
const SLOW = 5000;

/** Calls a tool and logs one line, without arguments. Failures are results with `isError`. */
export async function callTool(call: Call, environment: CallEnvironment): Promise<CallToolResult> {
  const started = performance.now();
  const { outcome, result } = await attempt(call, environment);
  const ms = Math.round(performance.now() - started);
  const { tool, ctx, era } = call;
  environment.log.info({ tool: tool.name, caller: ctx.caller, ms, outcome, era }, 'call');
  if (ms > SLOW) {
    environment.log.warn({ tool: tool.name, ms }, 'slow call: mark the function with @job');
  }
  return result;
}

async function attempt(call: Call, environment: CallEnvironment): Promise<Ended> {
  const { tool, args } = call;
  try {
    const prepared = await prepare(tool, args, call.inputSchema);
    if ('issues' in prepared) {
      const message = `invalid arguments: ${explain(prepared.issues, args)}`;
      return { outcome: 'invalid', result: errorResult(message) };
    }
    return await run(call, prepared.run, environment);
  } catch (thrown) {
    if (thrown === TOO_LARGE) {
      const message = `the result of ${tool.name} has more than the ${environment.maxResultBytes} bytes allowed: ask for less`;
      return { outcome: 'too-large', result: errorResult(message) };
    }
    const { message, ref } = safeError(tool.name, thrown, environment.errors);
    environment.log.error({ tool: tool.name, ...(ref ? { ref } : {}), err: thrown }, 'tool failed');
    return { outcome: 'error', result: errorResult(message) };
  }
}

/** Strictly first; only then with text read as what the schema asks for. */
async function prepare(tool: Tool, args: unknown, inputSchema: unknown): Promise<Prepared> {
  const strict = await tool.prepare(args);
  if ('run' in strict) return strict;
  const relaxed = await tool.prepare(relax(args, inputSchema));
  return 'run' in relaxed ? relaxed : strict;
}

async function run(
  call: Call,
  start: Extract<Prepared, { run: unknown }>['run'],
  environment: CallEnvironment,
): Promise<Ended> {
  const { tool, ctx } = call;
  const { maxResultBytes } = environment;
  const limit = tool.timeout ?? environment.toolTimeout;
  const deadline = startDeadline(limit, ctx.signal);
  try {
    const returned = await Promise.race([
      start({ ...ctx, signal: deadline.signal, maxResultBytes }),
      deadline.passed,
    ]);
    if (returned === 'timeout') {
      return {
        outcome: 'timeout',
        result: errorResult(`${tool.name} took longer than ${limit} ms`),
      };
    }
    if (returned === 'cancelled') {
      return { outcome: 'cancelled', result: errorResult(`${tool.name} was cancelled`) };
    }
    if ('issues' in returned) {
      const broken = `the result breaks the type of ${tool.name}: ${explain(returned.issues, returned.raw)}`;
      environment.log.error({ tool: tool.name }, broken);
      return { outcome: 'error', result: errorResult(broken) };
    }
    const result = present(returned.value, tool, maxResultBytes);
    return { outcome: result.isError ? 'error' : 'ok', result };
  } finally {
    deadline.clear();
  }
}

/** Ends with the client's signal or the limit, whichever comes first; the function's signal aborts with it. */
function startDeadline(limit: number, signal: AbortSignal) {
  const controller = new AbortController();
  let end: (how: 'timeout' | 'cancelled') => void = () => {};
  const passed = new Promise<'timeout' | 'cancelled'>((resolve) => {
    end = (how) => {
      resolve(how);
      controller.abort(new Error(how));
    };
  });
  const cancel = () => end('cancelled');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const timer = Number.isFinite(limit) ? setTimeout(() => end('timeout'), limit) : undefined;
  const clear = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  };
  return { signal: controller.signal, passed, clear };
}

/** Text stays text, nothing is `ok`, anything else without a schema is structured under `result`. */
function present(value: unknown, { described }: Tool, limit: number): CallToolResult {
  if (value instanceof Content) return passed(value, limit);
  if (described) return structured(toJson(value, limit), limit);
  if (typeof value === 'string') return { content: [textOf(value, limit)] };
  const result = toJson(value, limit);
  return result === undefined ? { content: [textOf('ok', limit)] } : structured({ result }, limit);
}

/** What stands in both parts is read in one of them. */
function passed({ result }: Content, limit: number): CallToolResult {
  const { structuredContent, ...shown } = result;
  toJson(shown, limit);
  toJson(structuredContent, limit);
  return result;
}

function structured(json: Json | undefined, limit: number): CallToolResult {
  const content = [textOf(JSON.stringify(json), limit)];
  return isObject(json) ? { content, structuredContent: json } : { content };
}

function textOf(text: string, limit: number): { type: 'text'; text: string } {
  if (Buffer.byteLength(text) > limit) throw TOO_LARGE;
  return { type: 'text', text };
}

function isObject(json: Json | undefined): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The one shape of a failure that clients of both protocol eras read. */
function errorResult(message: string): CallToolResult {
  const text = JSON.stringify({ error: message });
  return { content: [{ type: 'text', text }], isError: true };
}
