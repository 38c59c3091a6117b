// The doctor on servers of this process: one that is well, and one per fault.
import { afterEach, describe, expect, it } from 'vitest';
import { ADD, mcpServer, type Spoilt } from './mcp-server.ts';
import {
  type Examined,
  examine,
  type Handler,
  type Running,
  reply,
  replyJson,
  serve,
} from './servers.ts';

const TOKEN = 'mcp_a-token-that-nobody-may-read';
const BEARER = [`Authorization: Bearer ${TOKEN}`];

const running: Running[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(handler: Handler): Promise<Running> {
  const server = await serve(handler);
  running.push(server);
  return server;
}

async function look(spoilt: Spoilt, headers: readonly string[] = BEARER): Promise<Examined> {
  const server = await start(mcpServer({ token: TOKEN, ...spoilt }));
  return examine(server.url, headers);
}

describe('a server that is well', () => {
  it('passes with a token', async () => {
    const { report } = await look({});
    expect(report.checks.filter(({ status }) => status === 'WARN' || status === 'FAIL')).toEqual(
      [],
    );
    expect(report.summary).toEqual({ pass: 18, warn: 0, fail: 0, skip: 3 });
  });
  it('is looked at from outside without one', async () => {
    const { report, of } = await look({}, []);
    expect(report.summary).toMatchObject({ warn: 0, fail: 0 });
    expect(of('auth-refused').status).toBe('PASS');
    expect(of('tool-names')).toMatchObject({
      status: 'SKIP',
      detail: 'needs a credential: --header',
    });
  });
});

const tool = (more: object) => ({ ...ADD, ...more });
const schema = (more: object) => ({ type: 'object', ...more });

describe('eras', () => {
  it.each([
    ['modern', 'era-2026-07-28', 'era-2025-11-25'],
    ['legacy', 'era-2025-11-25', 'era-2026-07-28'],
  ] as const)('a server without the %s one', async (without, missing, served) => {
    const { of } = await look({ without });
    expect(of(missing)).toMatchObject({
      status: 'WARN',
      detail: expect.stringMatching(/^not served \(/),
    });
    expect(of(served).status).toBe('PASS');
    expect(of('list-same')).toMatchObject({ status: 'SKIP', detail: 'only one era is served' });
    expect(of('tool-names').status).toBe('PASS');
  });

  it('a server that speaks but lists nothing', async () => {
    const { of } = await look({
      first: (_request, response, body) => {
        if (!body.includes('tools/list')) return false;
        reply(response, 500, 'boom');
        return true;
      },
    });
    expect(of('era-2026-07-28').status).toBe('FAIL');
    expect(of('era-2025-11-25')).toMatchObject({
      status: 'FAIL',
      fix: expect.stringMatching(/log/),
    });
    expect(of('tool-names')).toMatchObject({ status: 'SKIP', detail: 'there is no list' });
  });

  it('lists that differ', async () => {
    const other = await look({ legacyTools: [ADD, tool({ name: 'old' })] });
    expect(other.of('list-same')).toMatchObject({
      status: 'WARN',
      detail: 'only one era sees old',
    });
    const same = await look({ legacyTools: [tool({ description: 'Subtracts.' })] });
    expect(same.of('list-same').detail).toMatch(/descriptions differ/);
  });

  it('an older revision than asked for', async () => {
    const { of } = await look({
      first: (_request, response, body) => {
        if (!body.includes('"initialize"')) return false;
        const result = {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'old', version: '1' },
        };
        replyJson(response, 200, { jsonrpc: '2.0', id: JSON.parse(body).id, result });
        return true;
      },
    });
    expect(of('era-2025-11-25')).toMatchObject({
      status: 'WARN',
      detail: expect.stringMatching(/speaks 2025-06-18/),
    });
  });
});

describe('tools', () => {
  it.each([
    ['none', [], 'tool-names', 'WARN', /not one tool/],
    ['twice the same', [ADD, ADD], 'tool-names', 'FAIL', /served twice: add/],
    ['an illegal name', [tool({ name: 'add two' })], 'tool-names', 'FAIL', /illegal: add two/],
    ['a name with a dot', [tool({ name: 'math.add' })], 'tool-names', 'WARN', /drop math\.add/],
    ['no description', [tool({ description: ' ' })], 'tool-descriptions', 'WARN', /missing: add/],
    [
      'a union at the root',
      [tool({ inputSchema: schema({ anyOf: [{}] }) })],
      'tool-schemas',
      'FAIL',
      /add: inputSchema has anyOf at its root/,
    ],
    [
      'too many',
      Array.from({ length: 400 }, (_, i) => tool({ name: `t${i}`, description: 'x'.repeat(150) })),
      'list-size',
      'WARN',
      /400 tools, \d+ KB: every/,
    ],
    [
      'one that is large',
      [tool({ description: 'x'.repeat(9000) })],
      'list-size',
      'WARN',
      /above 8 KB: add/,
    ],
  ])('%s', async (_name, tools, id, status, detail) => {
    const { of } = await look({ tools });
    expect(of(id)).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });
});

describe('gates and manners', () => {
  it('a server that takes every Host and Origin', async () => {
    const { of } = await look({ open: true });
    expect(of('origin')).toMatchObject({ status: 'WARN', fix: expect.stringMatching(/403/) });
    expect(of('host')).toMatchObject({
      status: 'SKIP',
      detail: 'the credential is asked for first',
    });
    const server = await start(mcpServer({ open: true }));
    expect((await examine(server.url)).of('host').status).toBe('WARN');
  });

  it.each([
    ['as if it were there', () => ({ content: [] }), 'FAIL', /succeeds/],
    [
      'as a result',
      () => ({ content: [{ type: 'text' as const, text: 'unknown' }], isError: true }),
      'PASS',
      /a result that is an error/,
    ],
    [
      'with a stack',
      () => ({
        content: [{ type: 'text' as const, text: 'Error\n at f (/app/x.js:1:2)' }],
        isError: true,
      }),
      'WARN',
      /paths or a stack/,
    ],
  ])('answers an unknown tool %s', async (_name, call, status, detail) => {
    expect((await look({ call })).of('unknown-tool')).toMatchObject({
      status,
      detail: expect.stringMatching(detail),
    });
  });

  it.each([
    ['fails', 500, {}, 'FAIL'],
    ['is a page', 200, { 'content-type': 'text/html' }, 'PASS'],
    ['is JSON', 200, { 'content-type': 'application/json' }, 'WARN'],
    ['is a stream', 200, { 'content-type': 'text/event-stream' }, 'PASS'],
  ] as const)('GET %s', async (_name, status, headers, verdict) => {
    const { of } = await look({
      first: (request, response) => {
        if (request.method !== 'GET' || request.url !== '/mcp') return false;
        reply(response, status, '', headers);
        return true;
      },
    });
    expect(of('get').status).toBe(verdict);
  });

  it('a GET whose answer a proxy holds back', async () => {
    const server = await start(
      mcpServer({ token: TOKEN, first: ({ method, url }) => method === 'GET' && url === '/mcp' }),
    );
    const { of } = await examine(server.url, BEARER, { limit: 3000 });
    expect(of('get')).toMatchObject({ status: 'WARN', fix: expect.stringMatching(/buffer/) });
  });

  it('a server that insists on Accept', async () => {
    const { of } = await look({
      first: (request, response) => {
        if (request.headers.accept !== undefined || request.method !== 'POST') return false;
        reply(response, 406, '');
        return true;
      },
    });
    expect(of('accept')).toMatchObject({
      status: 'PASS',
      detail: expect.stringMatching(/bare curl fails/),
    });
  });

  it.each([
    ['is missing', 404, 'WARN', /no \/healthz/],
    ['wants credentials', 401, 'WARN', /wants credentials/],
    ['fails', 503, 'FAIL', /answers 503/],
  ])('health that %s', async (_name, status, verdict, detail) => {
    const { of } = await look({
      first: (request, response) => {
        if (!request.url?.startsWith('/health')) return false;
        reply(response, status, '');
        return true;
      },
    });
    expect(of('healthz')).toMatchObject({ status: verdict, detail: expect.stringMatching(detail) });
  });

  it('health under another name', async () => {
    const { of } = await look({
      first: (request, response) => {
        if (!request.url?.startsWith('/health')) return false;
        reply(response, request.url === '/health' ? 200 : 404, 'ok');
        return true;
      },
    });
    expect(of('healthz')).toMatchObject({
      status: 'PASS',
      detail: expect.stringMatching(/^\/health answers/),
    });
  });
});
