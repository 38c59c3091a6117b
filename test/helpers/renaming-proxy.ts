// Stands in front of a server for the conformance suite, which sends no token and calls jobs by their functions' names.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RenamingProxy {
  readonly url: string;
  close(): void;
}

/** Calls of `jobs` go to what starts them; every request gets the token. */
export async function startProxy(
  target: URL,
  token: string,
  jobs: readonly string[],
): Promise<RenamingProxy> {
  const server = createServer(async (request, response) => {
    const body = renamed(await read(request), jobs);
    const name = request.headers['mcp-name'];
    const answer = await fetch(target, {
      method: request.method ?? 'POST',
      headers: {
        ...protocolHeaders(request),
        ...(typeof name === 'string' && { 'mcp-name': startOf(name, jobs) }),
        authorization: `Bearer ${token}`,
      },
      ...(body !== '' && { body }),
    });
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const { port } = await listen(server);
  return { url: `http://127.0.0.1:${port}/mcp`, close: () => server.close() };
}

function listen(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address);
      else reject(new Error('no port'));
    });
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function protocolHeaders(request: IncomingMessage): Record<string, string> {
  const names = Object.entries(request.headers).filter(([name]) =>
    /^(accept|content-type|mcp-.*)$/.test(name),
  );
  return Object.fromEntries(names.map(([name, value]) => [name, String(value)]));
}

function renamed(body: string, jobs: readonly string[]): string {
  if (body === '') return body;
  const message = JSON.parse(body);
  if (message.method !== 'tools/call') return body;
  message.params.name = startOf(message.params.name, jobs);
  return JSON.stringify(message);
}

function startOf(name: string, jobs: readonly string[]): string {
  return jobs.includes(name) ? `start_${name}` : name;
}
