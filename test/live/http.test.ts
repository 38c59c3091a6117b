// What a built server says to raw HTTP: refusals before anything else, and the bare curl.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawRequest, type RawResponse, send } from '../helpers/http.ts';
import { copyExample, runScript } from '../helpers/project.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

const AUTH = { authorization: `Bearer ${TOKEN}` };
const JSON_TYPE = { 'content-type': 'application/json' };
const LIST = '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}';

let server: RunningServer;

beforeAll(async () => {
  const project = (await copyExample('text-tools')).server;
  await runScript(project, 'build');
  server = await startServer(project, { env: { MAX_BODY: '64 KiB' } });
});

afterAll(async () => {
  expect(await server?.stop()).toBe(0);
});

/** A POST that would be answered, but for what `raw` changes. */
function post(raw: RawRequest = {}): Promise<RawResponse> {
  return send(server.origin, {
    body: LIST,
    ...raw,
    headers: { ...JSON_TYPE, ...AUTH, ...raw.headers },
  });
}

function call(name: string, args: unknown): Promise<RawResponse> {
  const params = { name, arguments: args };
  return post({ body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }) });
}

describe('open to everybody', () => {
  test('healthz is constant', async () => {
    const health = await send(server.origin, { method: 'GET', path: '/healthz' });
    expect([health.status, health.text]).toEqual([200, '{"ok":true}']);
  });

  test('readyz is ready', async () => {
    expect((await send(server.origin, { method: 'GET', path: '/readyz' })).status).toBe(200);
  });

  test('any other path is unknown', async () => {
    expect((await post({ path: '/admin' })).status).toBe(404);
  });
});

describe('refused', () => {
  test.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong-token-wrong-token' }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that a client did not expand
    ['a placeholder', { authorization: 'Bearer ${READING_ROOM_MCP_TOKEN}' }],
  ])('%s: 401', async (_, headers) => {
    const answer = await send(server.origin, { body: LIST, headers: { ...JSON_TYPE, ...headers } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.text).not.toContain('slug');
  });

  test.each([
    ['Host', { host: 'evil.example' }],
    ['Origin', { origin: 'https://evil.example' }],
    ['Origin null', { origin: 'null' }],
  ])('a foreign %s: 403', async (_, headers) => {
    expect((await post({ headers })).status).toBe(403);
  });

  test.each(['PUT', 'PATCH', 'TRACE', 'OPTIONS'])('%s: 405', async (method) => {
    expect((await post({ method, body: '' })).status).toBe(405);
  });

  test('a body over the limit: 413', async () => {
    expect((await post({ body: `${LIST}${' '.repeat(70_000)}` })).status).toBe(413);
  });

  test('another content type: 415', async () => {
    expect((await post({ headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  test('malformed JSON: 400 and a JSON-RPC parse error', async () => {
    const answer = await post({ body: '{"jsonrpc":' });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).error.code).toBe(-32700);
  });

  test('an unknown tool: JSON-RPC invalid params', async () => {
    for (const name of ['nope', '__proto__', 'constructor']) {
      expect(JSON.parse((await call(name, {})).text).error.code).toBe(-32602);
    }
  });

  test('wrong argument types: an error that names the argument, and nothing is called', async () => {
    const { result } = JSON.parse((await call('nearest', { word: 'a', candidates: 7 })).text);
    expect(result.isError).toBe(true);
    expect(JSON.parse(result.content[0].text).error).toContain('candidates');
  });
});

describe('a bare curl', () => {
  test('lists the tools as JSON without initialize and without Accept', async () => {
    const answer = await post();
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    const { result } = JSON.parse(answer.text);
    expect(result.tools.map((tool: { name: string }) => tool.name)).toContain('slug');
  });

  test('calls a tool', async () => {
    const { result } = JSON.parse((await call('slug', { title: 'Hello World' })).text);
    expect(result.content).toEqual([{ type: 'text', text: 'hello-world' }]);
  });
});

test('the log has one line per call, without the token and without arguments', async () => {
  await call('slug', { title: 'only-for-the-log-test' });
  expect(server.stderr()).toContain('"slug"');
  expect(server.stderr()).not.toContain('only-for-the-log-test');
  expect(server.stderr()).not.toContain(TOKEN);
});
