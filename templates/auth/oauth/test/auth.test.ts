// A client that knows nothing but the address: refused, told of the issuer, given a token there, served.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  Client,
  ClientCredentialsProvider,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { client, issuer } from './credentials.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
before(async () => {
  server = await startServer();
});
after(async () => {
  assert.equal(await server.stop(), 0, 'the server ends cleanly');
});

test('a refusal names the metadata, the metadata the server and its issuer', async () => {
  const url = new URL('/mcp', server.origin);
  const refusal = await fetch(url, { method: 'POST' });
  assert.equal(refusal.status, 401);
  const challenge = refusal.headers.get('www-authenticate') ?? '';
  const address = /^Bearer .*resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
  for (const place of [address, new URL('/.well-known/oauth-protected-resource', url)]) {
    const metadata: unknown = await (await fetch(place)).json();
    assert.deepEqual(metadata, {
      resource: url.href,
      authorization_servers: [issuer.url],
      bearer_methods_supported: ['header'],
    });
  }
});

test('a client finds the issuer, gets a token there and is served', async () => {
  const authProvider = new ClientCredentialsProvider({
    clientId: client.id,
    clientSecret: client.secret,
    expectedIssuer: issuer.url,
  });
  const url = new URL('/mcp', server.origin);
  const visitor = new Client({ name: 'visitor', version: '1.0.0' });
  await visitor.connect(new StreamableHTTPClientTransport(url, { authProvider }));
  try {
    assert.ok(Array.isArray((await visitor.listTools()).tools));
  } finally {
    await visitor.close();
  }
});
