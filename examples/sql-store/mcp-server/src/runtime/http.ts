// The HTTP face: header-only gates first, the body last, then the lane of the client's protocol era.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AuthInfo } from '@modelcontextprotocol/server';
import type { Activity } from './activity.ts';
import type { Admission, Auth, Refusal, Verdict } from './credentials.ts';
import { type Problem, readBody, sendJson, sendProblem, sent } from './exchange.ts';
import { gate, hasTokenInQuery, isMethodKnown, pathOf } from './gates.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { answerClientError, type Bound, bind } from './listen.ts';
import type { Log } from './log.ts';
import type { McpFactory } from './mcp.ts';
import { callsOf, isSubscription } from './messages.ts';
import type { Route, Service } from './service.ts';
import type { Settings } from './settings.ts';

export interface HttpOptions {
  readonly settings: Settings;
  readonly auth: Auth;
  readonly factory: McpFactory;
  readonly service: Service;
  readonly activity: Activity;
  readonly log: Log;
}

export interface HttpServer {
  /** Resolves when the port is bound; rejects with a message that names it when it is busy. */
  listen(): Promise<Bound>;
  /** Finishes running calls, at most for the drain time, then closes everything. */
  stop(): Promise<void>;
}

interface App extends HttpOptions {
  readonly lanes: Lanes;
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly routes: readonly Route[];
}

/** Receiving is bounded, answering is not: an event stream lives as long as its call. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2000,
};
const MAX_CONNECTIONS = 1000;

export function createHttpServer(options: HttpOptions): HttpServer {
  const { settings, log } = options;
  const app: App = {
    ...options,
    lanes: createLanes(options),
    hosts: new Set(settings.allowedHosts),
    origins: new Set(settings.allowedOrigins),
    routes: [...(options.auth.routes ?? []), ...(options.service.routes ?? [])],
  };
  const server = createServer(LIMITS, (request, response) => {
    handle(app, request, response).catch((err: unknown) => fail(log, err, response));
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('clientError', answerClientError);
  return {
    async listen() {
      const bound = await bind(server, settings);
      const base = settings.publicBaseUrl ?? new URL('/', bound.url);
      app.auth.start?.(base);
      app.service.start?.(base);
      return bound;
    },
    async stop() {
      app.activity.draining = true;
      const [settled] = await Promise.all([
        app.activity.settle(settings.drain),
        app.service.stop?.(settings.drain),
      ]);
      if (!settled)
        log.warn({ calls: app.activity.calls }, 'calls cut off by the end of the drain');
      server.close();
      await app.lanes.close();
      server.closeAllConnections();
      await app.service.close?.();
    },
  };
}

async function handle(app: App, request: IncomingMessage, response: ServerResponse) {
  if (!isMethodKnown(request.method)) return sendProblem(response, notAllowed('GET, POST, DELETE'));
  const path = pathOf(request);
  if (path === '/healthz' || path === '/readyz') return answerHealth(app, path, request, response);
  const route = app.routes.find((each) => each.serves(path));
  const refused = gate(request, app, path === '/mcp' || route !== undefined);
  if (refused !== undefined) {
    app.log.warn({ status: refused.status, path, reason: refused.message }, 'refused');
    return sendProblem(response, refused);
  }
  const verdict = await app.auth.check(request.headers);
  if (route !== undefined) return serveRoute(app, { route, verdict, request, response });
  if ('caller' in verdict) return serveMcp(app, verdict, request, response);
  return refuse(app, verdict, response);
}

/** A stopping server lets it end, as it does with calls. */
async function serveRoute(
  app: App,
  exchange: {
    readonly route: Route;
    readonly verdict: Verdict;
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
  },
): Promise<void> {
  const { route, verdict, request, response } = exchange;
  const caller = 'caller' in verdict ? verdict.caller : undefined;
  const outcome = await app.activity.run(0, () => route.serve({ request, response, caller }));
  if (outcome === 'needs credentials' && 'refused' in verdict) refuse(app, verdict, response);
}

function refuse({ log }: App, refusal: Refusal, response: ServerResponse): void {
  const { status = 401, refused, challenge, hint } = refusal;
  log.warn({ status, reason: hint ?? refused }, 'refused');
  const headers: Record<string, string> = challenge ? { 'www-authenticate': challenge } : {};
  const reason = hasTokenInQuery(response.req)
    ? `${refused}; a token in the address is never read: send it in a header`
    : refused;
  const message = status === 401 ? `Unauthorized: ${reason}` : reason;
  sendProblem(response, { status, code: -32001, message, headers });
}

/** Constant and open to everybody: neither touches data, sessions or credentials. */
function answerHealth(
  { activity }: App,
  path: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): void {
  const ok = path === '/healthz' || !activity.draining;
  if (method === 'GET' || method === 'HEAD') sendJson(response, ok ? 200 : 503, { ok });
  else sendProblem(response, notAllowed('GET, HEAD'));
}

async function serveMcp(
  app: App,
  who: Admission,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const authInfo: AuthInfo = { token: '', clientId: who.caller, scopes: [...(who.scopes ?? [])] };
  if (request.method !== 'POST') {
    const served = await app.lanes.stream(request, response, authInfo);
    return served ? undefined : sendProblem(response, notAllowed('POST'));
  }
  const read = await readBody(request, app.settings.maxBody);
  if ('problem' in read) return sendProblem(response, read.problem);
  const { body } = read;
  if (await app.lanes.answerKept(request, response, authInfo, body)) return;
  const refusal = app.service.narrow?.(app.auth, who, body);
  if (refusal !== undefined) return refuse(app, refusal, response);
  const calls = callsOf(body).length;
  const busy = isBusy(app, calls);
  if (busy !== undefined) return sendProblem(response, busy);
  const serve = () => app.lanes.serve(request, response, authInfo, body);
  if (isSubscription(body)) return serve();
  return app.activity.run(0, async () => {
    await app.activity.run(calls, serve);
    await sent(response);
  });
}

function isBusy({ activity, settings }: App, calls: number): Problem | undefined {
  const headers = { 'retry-after': '1' };
  if (activity.draining) {
    return { status: 503, code: -32000, message: 'the server is stopping', headers };
  }
  if (calls === 0 || activity.calls + calls <= settings.maxConcurrent) return undefined;
  return { status: 503, code: -32000, message: 'too many calls at once: try again', headers };
}

function notAllowed(allow: string): Problem {
  return { status: 405, code: -32000, message: 'method not allowed', headers: { allow } };
}

function fail(log: Log, err: unknown, response: ServerResponse): void {
  if (response.destroyed) {
    log.debug({ err }, 'the client disconnected');
    return;
  }
  log.error({ err }, 'request failed');
  if (response.headersSent) response.destroy();
  else sendProblem(response, { status: 500, code: -32603, message: 'internal error' });
}
