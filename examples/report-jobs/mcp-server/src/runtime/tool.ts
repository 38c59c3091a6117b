// What a tool is here: a name, zod schemas, and a typed call into the wrapped module.
import type { ClientCapabilities } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** Severity of a message that a tool sends to its client, as the protocol names them. */
export type LogLevel =
  | 'debug'
  | 'info'
  | 'notice'
  | 'warning'
  | 'error'
  | 'critical'
  | 'alert'
  | 'emergency';

/** What every call knows beside its arguments. */
export interface CoreContext {
  /** Aborts when the client cancels or disconnects, and when the call times out. */
  readonly signal: AbortSignal;
  /** The identity the credential stands for: the token's name, or `local`. */
  readonly caller: string;
  /** What the client says it can do, as the protocol names it. */
  readonly clientCapabilities: ClientCapabilities;
  /** Tells the client how far the call is. Sent when the client asked for it and `done` grew. */
  progress(done: number, total?: number, message?: string): void;
  /** Sends a message to the client's log, and to the server's own. */
  log(level: LogLevel, data: unknown): void;
}

/** What a wrapped function may be given; parts of the server that were chosen add to it. */
export interface ToolContext extends CoreContext {}

/** What those parts add. */
export type Extra = Omit<ToolContext, keyof CoreContext>;

/** What generated code knows of a call, beside what the wrapped function may be given. */
export interface CallContext extends ToolContext {
  /** Bytes of a result's text; Infinity is none. What collects one stops there. */
  readonly maxResultBytes: number;
}

/** One tool, its types erased: what the server calls. */
export interface Tool {
  readonly name: string;
  /** Milliseconds; replaces the server's TOOL_TIMEOUT for this tool. */
  readonly timeout?: number;
  /** True when results are described by an output schema. */
  readonly described: boolean;
  /** Checks and decodes the arguments. The function is called by `run`, never by this. */
  prepare(args: unknown): Promise<Prepared>;
}

export type Prepared =
  | { readonly run: (ctx: CallContext) => Promise<Returned> }
  | { readonly issues: readonly z.core.$ZodIssue[] };

/** What the function returned, as JSON when it is described; or where it broke its own type. */
export type Returned =
  | { readonly value: unknown }
  | { readonly issues: readonly z.core.$ZodIssue[]; readonly raw: unknown };

interface ToolSpec<I extends z.ZodType, O extends z.ZodType> {
  readonly name: string;
  /** Decodes JSON arguments to what the function takes. */
  readonly input: I;
  /** Encodes what the function returns to JSON. Without it a result is text or undescribed. */
  readonly output?: O;
  readonly timeout?: number;
  call(args: z.output<I>, ctx: CallContext): z.output<O> | PromiseLike<z.output<O>>;
}

/** Makes a tool; the compiler holds `call` against both schemas. */
export function tool<I extends z.ZodType, O extends z.ZodType>(spec: ToolSpec<I, O>): Tool {
  const { name, input, output, timeout } = spec;
  return {
    name,
    ...(timeout === undefined ? {} : { timeout }),
    described: output !== undefined,
    async prepare(args) {
      const decoded = await input.safeParseAsync(args);
      if (!decoded.success) return { issues: decoded.error.issues };
      return {
        run: async (ctx) => encode(output, await spec.call(decoded.data, ctx)),
      };
    },
  };
}

function encode<O extends z.ZodType>(output: O | undefined, raw: z.output<O>): Returned {
  if (output === undefined) return { value: raw };
  const encoded = z.safeEncode(output, raw);
  return encoded.success ? { value: encoded.data } : { issues: encoded.error.issues, raw };
}
