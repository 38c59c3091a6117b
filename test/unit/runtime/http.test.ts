// The request path over real sockets: gates in order, bodies, limits, both lanes as bytes.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OTHER_TOKEN, type Running, startServer, TOKEN } from './harness.ts';
import { isWaiting, release, wasAborted } from './project/lib.ts';
import { call, eventually, message, post, type RawRequest, raw, rpc } from './raw.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer({ PUBLIC_BASE_URL: 'https://mcp.example.com', MAX_BODY: '4kb' });
});
afterAll(() => running.stop());

const list = rpc('tools/list');

describe('gates', () => {
  it.each<[string, RawRequest, number]>([
    ['health', { method: 'GET', path: '/healthz', headers: { authorization: null } }, 200],
    [
      'health of a foreign host',
      { method: 'GET', path: '/healthz', headers: { host: 'evil' } },
      200,
    ],
    ['health as HEAD', { method: 'HEAD', path: '/healthz' }, 200],
    ['readiness', { method: 'GET', path: '/readyz', headers: { authorization: null } }, 200],
    ['health as POST', { path: '/healthz' }, 405],
    ['TRACE', { method: 'TRACE' }, 405],
    ['PUT', { method: 'PUT' }, 405],
    ['OPTIONS', { method: 'OPTIONS' }, 405],
    ['GET without a session', { method: 'GET' }, 405],
    ['DELETE without a session', { method: 'DELETE' }, 405],
    ['HEAD', { method: 'HEAD' }, 405],
    ['a foreign Host', { headers: { host: 'evil.example' } }, 403],
    ['a Host with a user part', { headers: { host: 'localhost@evil.example' } }, 403],
    ['a Host that ends in ours', { headers: { host: 'localhost.evil.example' } }, 403],
    ['the public Host', { headers: { host: 'mcp.example.com' }, body: list }, 200],
    ['a foreign Origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['the null Origin', { headers: { origin: 'null' } }, 403],
    ['a local Origin', { headers: { origin: 'http://localhost:6274' }, body: list }, 200],
    ['another path', { path: '/' }, 404],
    ['a path that climbs', { path: '/mcp/../healthz' }, 404],
    ['no token', { headers: { authorization: null } }, 401],
    ['a wrong token', { headers: { authorization: 'Bearer wrong' } }, 401],
    [
      'a token in the query',
      { path: `/mcp?token=${TOKEN}`, headers: { authorization: null } },
      401,
    ],
    ['another scheme', { headers: { authorization: `Basic ${TOKEN}` } }, 401],
    ['the other token', { headers: { authorization: `bearer ${OTHER_TOKEN}` }, body: list }, 200],
    ['no content type', { headers: { 'content-type': null }, body: list }, 415],
    ['a foreign content type', { headers: { 'content-type': 'text/plain' }, body: list }, 415],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' }, body: list }, 415],
    [
      'a charset',
      { headers: { 'content-type': 'application/json; charset=utf-8' }, body: list },
      200,
    ],
    ['a large body', { body: call('echo', { text: 'x'.repeat(100_000) }) }, 413],
    [
      'a large body of unknown length',
      {
        headers: { 'transfer-encoding': 'chunked' },
        body: call('echo', { text: 'x'.repeat(9000) }),
      },
      413,
    ],
    ['malformed JSON', { body: '{"jsonrpc":' }, 400],
    ['an empty body', { body: '' }, 400],
    ['JSON that is no JSON-RPC', { body: '42' }, 400],
    ['deep nesting', { body: '['.repeat(2000) + ']'.repeat(2000) }, 400],
  ])('%s', async (_name, request, status) => {
    expect((await raw(running.port, request)).status).toBe(status);
  });

  it('says what is wrong, and never what is right', async () => {
    const none = await raw(running.port, { headers: { authorization: null } });
    expect(none.headers['www-authenticate']).toBe('Bearer realm="mcp"');
    const placeholder = { authorization: `Bearer \${NOTES_MCP_TOKEN}` };
    const unexpanded = await raw(running.port, { headers: placeholder });
    expect(unexpanded.headers['www-authenticate']).toContain('invalid_token');
    expect(unexpanded.text).toContain('not expanded');
    expect(running.lines.some(({ reason }) => /placeholder/.test(String(reason)))).toBe(true);
    expect(JSON.stringify(running.lines)).not.toContain(TOKEN);
    const malformed = await raw(running.port, { body: '{' });
    expect(message(malformed)).toMatchObject({ error: { code: -32700 }, id: null });
  });

  it('survives a megabyte of nesting, in a list as in a call', async () => {
    const large = await startServer();
    const nested = '['.repeat(250_000) + ']'.repeat(250_000);
    const bodies = [
      nested,
      ...['tools/list', 'tools/call'].map(
        (method) =>
          `{"jsonrpc":"2.0","id":1,"method":"${method}","params":{"name":"add","arguments":{"a":${nested}}}}`,
      ),
    ];
    for (const body of bodies) {
      expect((await raw(large.port, { body })).status).toBeLessThan(500);
    }
    await large.stop();
  });

  it.each([
    ['what is no HTTP', 'NONSENSE', 400],
    ['a second Host', 'GET /mcp HTTP/1.1\r\nHost: localhost\r\nHost: evil.example', 403],
    [
      'another server as the target',
      'GET http://evil.example/mcp HTTP/1.1\r\nHost: localhost',
      404,
    ],
  ])('answers %s with an error', async (_name, head, status) => {
    const socket = connect(running.port, '127.0.0.1');
    socket.end(`${head}\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('gives a bare curl the list as JSON, the same again, each with its id', async () => {
    for (const id of [2, 'two']) {
      const body = JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params: {} });
      const answer = await raw(running.port, { body });
      expect(answer.headers['content-type']).toContain('application/json');
      expect(message(answer)).toMatchObject({ id, result: { tools: { length: 12 } } });
    }
  });
});

describe('calls', () => {
  it.each([
    ['{"limit":0}', { limit: 0 }, /limit: expected number to be >=1, received 0/],
    ['{"limit":true}', { limit: true }, /limit: expected number, received true/],
    ['{"limits":1}', { limits: 1 }, /limits: unknown property/],
    ['{"tags":["a",1]}', { tags: ['a', 1] }, /tags\[1\]: expected string, received 1/],
  ])('refuses %s without calling the function', async (_name, args, expected) => {
    const { result } = message(await raw(running.port, { body: call('find', args) }));
    expect(result).toMatchObject({ isError: true });
    expect(result).not.toHaveProperty('structuredContent');
    expect(JSON.stringify(result)).toMatch(expected);
  });

  it('answers an unknown tool with -32602', async () => {
    for (const name of ['nope', '__proto__', 'constructor', 'toString']) {
      const answer = message(await raw(running.port, { body: call(name) }));
      expect(answer).toMatchObject({ error: { code: -32602 } });
    }
  });

  it('serves undescribed results of every kind', async () => {
    const circular = message(await raw(running.port, { body: call('odd', { which: 'circular' }) }));
    const result = { n: '1', at: '1970-01-01T00:00:00.000Z', nan: null, self: '[circular]' };
    expect(circular.result).toMatchObject({ structuredContent: { result } });
    const map = message(await raw(running.port, { body: call('odd', { which: 'map' }) }));
    expect(map.result).toMatchObject({ structuredContent: { result: { a: [1] } } });
  });

  it('refuses results over MAX_RESULT_BYTES', async () => {
    const { result } = message(await raw(running.port, { body: call('odd', { which: 'big' }) }));
    expect(JSON.stringify(result)).toMatch(/more than the 1048576 bytes allowed/);
  });

  it('ends a call at its timeout and aborts its signal', async () => {
    const { result } = message(await raw(running.port, { body: call('hang') }));
    expect(JSON.stringify(result)).toMatch(/hang took longer than 30 ms/);
    expect(wasAborted('hang')).toBe(true);
  });

  it('streams progress only to those who ask for it', async () => {
    const quiet = await raw(running.port, { body: call('steps', { count: 3 }) });
    expect(quiet.headers['content-type']).toContain('application/json');
    const asking = call('steps', { count: 3 }, { progressToken: 'p' });
    const told = await raw(running.port, { body: asking });
    expect(told.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
    });
    expect(told.text.match(/"progress":\d/g)).toEqual([
      '"progress":1',
      '"progress":2',
      '"progress":3',
    ]);
    expect(message(told).result).toMatchObject({ content: [{ text: '3 steps' }] });
  });

  it('aborts the call of a client that goes away', async () => {
    const socket = post(running.port, call('wait', { name: 'leaver' }));
    await eventually(() => isWaiting('leaver')).toBe(true);
    socket.destroy();
    await eventually(() => wasAborted('leaver')).toBe(true);
    release('leaver');
  });

  it('logs one line per call, without arguments', async () => {
    const before = running.lines.length;
    await raw(running.port, { body: call('echo', { text: 'nobody logs this' }) });
    const [line, ...more] = running.lines.slice(before).filter(({ msg }) => msg === 'call');
    expect(more).toEqual([]);
    expect(line).toMatchObject({ tool: 'echo', caller: 'me', outcome: 'ok', era: 'legacy' });
    expect(JSON.stringify(running.lines)).not.toContain('nobody logs this');
  });

  it('gives a hundred callers at once each its own answer', async () => {
    const texts = Array.from({ length: 100 }, (_, index) => `caller ${index}`);
    const limited = await startServer({ MAX_CONCURRENT: 'off' });
    const answers = await Promise.all(
      texts.map((text) => raw(limited.port, { body: call('echo', { text }) })),
    );
    const got = answers.map((answer) => JSON.stringify(message(answer).result));
    expect(got).toEqual(texts.map((text) => expect.stringContaining(`"${text}"`)));
    await limited.stop();
  });
});

describe('load and stopping', () => {
  it('answers 503 above MAX_CONCURRENT, and serves again after', async () => {
    const small = await startServer({ MAX_CONCURRENT: '1' });
    const first = raw(small.port, { body: call('wait', { name: 'slot' }) });
    await eventually(() => isWaiting('slot')).toBe(true);
    const second = await raw(small.port, { body: call('echo', { text: 'x' }) });
    expect(second.status).toBe(503);
    expect(second.headers['retry-after']).toBe('1');
    expect((await raw(small.port, { body: list })).status).toBe(200);
    release('slot');
    expect((await first).status).toBe(200);
    expect((await raw(small.port, { body: call('echo', { text: 'x' }) })).status).toBe(200);
    await small.stop();
  });

  it('finishes running calls while it drains, and is alive but not ready', async () => {
    const draining = await startServer();
    const last = raw(draining.port, { body: call('wait', { name: 'last' }) });
    await eventually(() => isWaiting('last')).toBe(true);
    const stopped = draining.stop();
    expect((await raw(draining.port, { method: 'GET', path: '/readyz' })).status).toBe(503);
    expect((await raw(draining.port, { method: 'GET', path: '/healthz' })).status).toBe(200);
    expect((await raw(draining.port, { body: call('echo', { text: 'x' }) })).status).toBe(503);
    release('last');
    expect((await last).text).toContain('released last');
    await stopped;
    await expect(raw(draining.port)).rejects.toThrow();
  });

  it('cuts off what outlives the drain', async () => {
    const hurried = await startServer({ DRAIN_SECONDS: '0' });
    const cut = raw(hurried.port, { body: call('wait', { name: 'cut' }) });
    const outcome = cut.then(
      () => 'answered',
      () => 'cut',
    );
    await eventually(() => isWaiting('cut')).toBe(true);
    await hurried.stop();
    expect(await outcome).toBe('cut');
    release('cut');
  });

  it('lets the last answer leave whole, however slowly it is read', async () => {
    const generous = await startServer({ MAX_RESULT_BYTES: 'off' });
    const socket = post(generous.port, call('odd', { which: 'huge' })).pause();
    await eventually(() => generous.lines.some(({ msg }) => msg === 'call')).toBe(true);
    const stopped = generous.stop();
    let size = 0;
    for await (const chunk of socket) size += chunk.length;
    expect(size).toBeGreaterThan(30_000_000);
    await stopped;
  });

  it('names a busy port', async () => {
    await expect(startServer({ MCP_PORT: String(running.port) })).rejects.toThrow(
      new RegExp(`port ${running.port} .* MCP_PORT`),
    );
  });
});
