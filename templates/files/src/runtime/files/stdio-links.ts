// Over stdio nobody listens where links lead to: the process hands its files out itself, to this machine alone.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Problem, sendProblem } from '../exchange.ts';
import { gate, pathOf } from '../gates.ts';
import type { Log } from '../log.ts';
import type { Route } from '../service.ts';

export interface StdioLinks {
  /** Where links lead to: loopback, on a port that was free. */
  readonly base: URL;
  close(): void;
}

const LOOPBACK = '127.0.0.1';
const ALLOWED = { hosts: new Set([LOOPBACK]), origins: new Set([LOOPBACK]) };
/** There are no credentials over stdio: a link without its signature is no link. */
const NONE: Problem = { status: 404, code: -32000, message: 'no such file' };

/** Ends with the process. */
export async function serveStdioLinks(route: Route, log: Log): Promise<StdioLinks> {
  const server = createServer((request, response) => {
    handle(route, request, response).catch((err: unknown) => {
      log.warn({ err }, 'a file was not handed out');
      response.destroy();
    });
  });
  await once(server.listen(0, LOOPBACK), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const base = new URL(`http://${LOOPBACK}:${port}`);
  log.info(
    { base: base.href },
    'links to files lead to this process, as PUBLIC_BASE_URL is not set',
  );
  return {
    base,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function handle(
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refused = gate(request, ALLOWED, route.serves(pathOf(request)));
  if (refused !== undefined) return sendProblem(response, refused);
  const outcome = await route.serve({ request, response, caller: undefined });
  if (outcome === 'needs credentials') sendProblem(response, NONE);
}
