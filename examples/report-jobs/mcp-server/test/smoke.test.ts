// Starts the built server and looks at it as its clients will: npm test.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import surface from '../src/tools.gen.json' with { type: 'json' };
import { headers, refused } from './credentials.ts';
import { type RunningServer, startServer } from './server.ts';

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const REVISIONS = { '2026-07-28': { pin: '2026-07-28' }, '2025-11-25': 'legacy' } as const;

let server: RunningServer;
before(async () => {
  server = await startServer();
});
after(async () => {
  assert.equal(await server.stop(), 0, 'the server ends cleanly');
});

for (const [revision, mode] of Object.entries(REVISIONS)) {
  test(`a client of ${revision} sees the tools of tools.gen.json`, async () => {
    const client = new Client(
      { name: 'smoke', version: '1.0.0' },
      { versionNegotiation: { mode } },
    );
    const url = new URL('/mcp', server.origin);
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
    try {
      assert.equal(client.getNegotiatedProtocolVersion(), revision);
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map(published), surface.tools.map(published));
    } finally {
      await client.close();
    }
  });
}

for (const [what, wrong] of Object.entries(refused)) {
  test(`${what} is refused`, async () => {
    assert.equal(await post({ ...wrong }), 401);
  });
}

test('a foreign Host is refused', async () => {
  assert.equal(await post({ ...headers, host: 'evil.example' }), 403);
});

test('a foreign Origin is refused', async () => {
  assert.equal(await post({ ...headers, origin: 'https://evil.example' }), 403);
});

test('healthz answers without credentials', async () => {
  const answer = await fetch(new URL('/healthz', server.origin));
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { ok: true });
});

/** The status of a tools/list request; node:http, because fetch does not let a Host be forged. */
function post(extra: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(new URL('/mcp', server.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...extra },
    });
    call.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    call.on('error', reject);
    call.end(JSON.stringify(LIST));
  });
}

/** What clients are promised of a tool. */
function published(tool: { name: string; inputSchema: unknown; outputSchema?: unknown }): unknown {
  const { name, inputSchema, outputSchema } = tool;
  return { name, inputSchema, ...(outputSchema !== undefined && { outputSchema }) };
}
