// What the server serves: its tools, and what the parts that were chosen add to them.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type { Admission, Auth, Refusal } from './credentials.ts';
import type { Checked, Env } from './env-values.ts';
import type { ErrorsMode } from './errors.ts';
import type { Log } from './log.ts';
import type { Era } from './mcp.ts';
import type { Settings } from './settings.ts';
import type { Extra, Tool, ToolContext } from './tool.ts';

export interface Service {
  readonly tools: readonly Tool[];
  /** Paths other than /mcp. */
  readonly routes?: readonly Route[];
  /** What a call of `caller` gets, made for this one call. */
  begin(caller: string): Addition;
  /** What goes out in place of a tool's result; most go out as they are. */
  answer?(call: Answered): Promise<CallToolResult>;
  /** What `caller` is shown of the tools: all of them, unless given. */
  shown?(caller: string): Share;
  /** Whether there is such a tool for who calls: every one, unless given. */
  mayCall?(who: Admission, tool: string): boolean;
  /** The refusal of a request whose credential allows less than its body asks for; without it all allow all. */
  narrow?(auth: Auth, who: Admission, body: unknown): Refusal | undefined;
  /** Methods of the protocol beside those of every server. */
  extend?(mcp: McpServer, era: Era): void;
  /** Called once, when the server can be reached: at `base`, which is what clients see, without a path. */
  start?(base: URL): void;
  /** Takes up nothing new; resolves when what runs has ended, or was ended after `drain` milliseconds. */
  stop?(drain: number): Promise<void>;
  /** Lets go of what is open, once nobody calls any more. */
  close?(): Promise<void>;
}

/** A part of the tools. */
export interface Share {
  /** Shares of the same tools have the same key. */
  readonly key: string;
  has(tool: string): boolean;
}

export interface Answered {
  /** The tool that was called. */
  readonly name: string;
  readonly ctx: ToolContext;
  readonly result: CallToolResult;
}

export interface Addition {
  readonly extra: Extra;
  /** The result as it is sent: with what came about during the call. */
  complete?(result: CallToolResult): CallToolResult;
}

/** An exchange that is no MCP message. Host and Origin have been checked, credentials have not. */
export interface Route {
  /** Whether the request's path, without its query, is one of this route. */
  serves(path: string): boolean;
  /** `caller` is undefined for a request without valid credentials; where it needs them, it gets its 401. */
  serve(exchange: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly caller: string | undefined;
  }): Promise<'served' | 'needs credentials'>;
}

/** What parts are opened with. */
export interface Host {
  readonly settings: Settings;
  readonly errors: ErrorsMode;
  readonly log: Log;
}

/** Reads the settings of what was chosen; `value` opens it, and rejects with what the operator has to do. */
export type PrepareService = (
  env: Env,
  settings: Settings,
) => Checked<(host: Host) => Promise<Service>>;
