// The ToolContext of one call, made from the protocol's own context.
import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ServerContext,
  specTypeSchemas,
} from '@modelcontextprotocol/server';
import type { Admission } from './credentials.ts';
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

/** The level of the server's own log for one of the protocol's. */
export function ownLevel(level: LogLevel) {
  return OWN_LEVELS.get(level) ?? 'info';
}

/** Who calls, as the credential says; over stdio that is `local`. */
export function admissionOf({ http }: ServerContext): Admission {
  const { clientId = 'local', scopes = [] } = http?.authInfo ?? {};
  return { caller: clientId, scopes };
}

/** What the client said of itself: in the request since 2026, when its session began before. */
export function capabilitiesOf(
  mcp: ServerContext,
  session: ClientCapabilities | undefined,
): ClientCapabilities {
  const envelope: Readonly<Record<string, unknown>> = mcp.mcpReq.envelope ?? {};
  const said = specTypeSchemas.ClientCapabilities['~standard'].validate(
    envelope[CLIENT_CAPABILITIES_META_KEY],
  );
  if (said.issues === undefined) return said.value;
  const { extensions, ...known } = session ?? {}; // extensions are of 2026
  return known;
}

export interface ContextParts {
  /** The tool's name, for the server's log. */
  readonly name: string;
  readonly clientCapabilities: ClientCapabilities;
  readonly extra: Extra;
  readonly log: Log;
}

export function createContext(
  mcp: ServerContext,
  { name, clientCapabilities, extra, log }: ContextParts,
): LiveContext {
  const sent: Promise<void>[] = [];
  const send = (message: Promise<void>) => {
    sent.push(message.catch((err: unknown) => log.debug({ tool: name, err }, 'message not sent')));
  };
  const core: CoreContext = {
    signal: mcp.mcpReq.signal,
    caller: admissionOf(mcp).caller,
    clientCapabilities,
    progress: createProgress(mcp, send),
    log(level, data) {
      log[ownLevel(level)]({ tool: name, data }, 'tool log');
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
