// The MCP side of the demo: the official client, and one request that has no token.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** Connects with the bearer token, pinned to the newest protocol revision. */
export async function connect(url, token) {
  const client = new Client(
    { name: 'demo', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return {
    revision: client.getNegotiatedProtocolVersion(),
    list: async () => (await client.listTools()).tools.map((tool) => tool.name),
    call: async (name, args) => toAnswer(await client.callTool({ name, arguments: args })),
    close: () => client.close(),
  };
}

/** What the server answers when nobody says who calls; throws when it answers anything but 401. */
export async function refusedWithoutToken(url) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });
  await answer.text();
  if (answer.status !== 401) throw new Error(`without a token: ${answer.status} instead of 401`);
  return `${answer.status} ${answer.statusText}`;
}

/** Structured content, or `{ error }` with the message that the caller sees. */
function toAnswer(result) {
  return result.isError === true ? JSON.parse(result.content[0].text) : result.structuredContent;
}
