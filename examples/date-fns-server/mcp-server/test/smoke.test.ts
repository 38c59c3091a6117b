// Starts the built server and looks at it as its clients will: npm test.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import surface from '../src/tools.gen.json' with { type: 'json' };
import { tools as shown } from './caller.gen.ts';
import { headers, refused } from './credentials.ts';
import { type RunningServer, startServer } from './server.ts';

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
/** Gets as far as the tools, and runs none: nobody knows what one of them would do. */
const CALL = { ...LIST, method: 'tools/call', params: { name: 'no-such-tool', arguments: {} } };
const REVISIONS = { '2026-07-28': { pin: '2026-07-28' }, '2025-11-25': 'legacy' } as const;

let server: RunningServer;
before(async () => {
  server = await startServer();
});
after(async () => {
  assert.equal(await server.stop(), 0, 'the server ends cleanly');
});

for (const [revision, mode] of Object.entries(REVISIONS)) {
  test(`a client of ${revision} sees its tools as tools.gen.json has them`, async () => {
    const client = new Client(
      { name: 'smoke', version: '1.0.0' },
      { versionNegotiation: { mode } },
    );
    const url = new URL('/mcp', server.origin);
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
    try {
      assert.equal(client.getNegotiatedProtocolVersion(), revision);
      const { tools } = await client.listTools();
      const own = surface.tools.filter(({ name }) => shown.includes(name));
      assert.deepEqual(tools.map(published), own.map(published));
    } finally {
      await client.close();
    }
  });
}

for (const [what, wrong] of Object.entries(refused)) {
  test(`${what} is refused`, async () => {
    for (const message of [LIST, CALL]) {
      assert.equal((await post({ ...wrong }, message)).status, 401);
    }
  });
}

test('a call is let in, and answered by the tools', async () => {
  const { status, body } = await post(headers, CALL);
  assert.equal(status, 200);
  assert.equal(JSON.parse(body).error.code, -32602, 'unknown tool');
});

test('a foreign Host is refused', async () => {
  assert.equal((await post({ ...headers, host: 'evil.example' })).status, 403);
});

test('a foreign Origin is refused', async () => {
  assert.equal((await post({ ...headers, origin: 'https://evil.example' })).status, 403);
});

test('healthz answers without credentials', async () => {
  const answer = await fetch(new URL('/healthz', server.origin));
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { ok: true });
});

/** Posts a message; by node:http, because fetch does not let a Host be forged. */
function post(
  extra: Readonly<Record<string, string>>,
  message: object = LIST,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(new URL('/mcp', server.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...extra },
    });
    call.on('response', (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject);
    });
    call.on('error', reject);
    call.end(JSON.stringify(message));
  });
}

/** What clients are promised of a tool. */
function published(tool: { name: string; inputSchema: unknown; outputSchema?: unknown }): unknown {
  const { name, inputSchema, outputSchema } = tool;
  return { name, inputSchema, ...(outputSchema !== undefined && { outputSchema }) };
}
