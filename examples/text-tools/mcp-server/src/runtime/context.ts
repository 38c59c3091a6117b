// The ToolContext of one call, made from the protocol's own context.
import type { ServerContext } from '@modelcontextprotocol/server';
import type { Log } from './log.ts';
import type { CoreContext, Extra, LogLevel, ToolContext } from './tool.ts';

export interface LiveContext {
  readonly ctx: ToolContext;
  /** Resolves when all that was sent on the way has left, so that nothing comes after the result. */
  flush(): Promise<void>;
}

/** The server's own log knows fewer levels. */
const OWN_LEVELS = new Map<LogLevel, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>([
  ['debug', 'debug'],
  ['info', 'info'],
  ['notice', 'info'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['critical', 'fatal'],
  ['alert', 'fatal'],
  ['emergency', 'fatal'],
]);

/** Who calls: the identity of the credential, or `local`. */
export function callerOf(mcp: ServerContext): string {
  return mcp.http?.authInfo?.clientId ?? 'local';
}

/** `name` is the tool's, for the server's log. */
export function createContext(
  name: string,
  mcp: ServerContext,
  { extra, log }: { readonly extra: Extra; readonly log: Log },
): LiveContext {
  const sent: Promise<void>[] = [];
  const send = (message: Promise<void>) => {
    sent.push(message.catch((err: unknown) => log.debug({ tool: name, err }, 'message not sent')));
  };
  const core: CoreContext = {
    signal: mcp.mcpReq.signal,
    caller: callerOf(mcp),
    progress: createProgress(mcp, send),
    log(level, data) {
      log[OWN_LEVELS.get(level) ?? 'info']({ tool: name, data }, 'tool log');
      send(mcp.mcpReq.log(level, data, name));
    },
  };
  return { ctx: { ...core, ...extra }, flush: async () => void (await Promise.all(sent)) };
}

/** Progress goes out only when the client sent a token, and only while it grows. */
function createProgress(
  mcp: ServerContext,
  send: (message: Promise<void>) => void,
): ToolContext['progress'] {
  const progressToken = mcp.mcpReq._meta?.progressToken;
  let last = Number.NEGATIVE_INFINITY;
  return (done, total, message) => {
    if (progressToken === undefined || !(done > last)) return;
    last = done;
    const params = {
      progressToken,
      progress: done,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message }),
    };
    send(mcp.mcpReq.notify({ method: 'notifications/progress', params }));
  };
}
