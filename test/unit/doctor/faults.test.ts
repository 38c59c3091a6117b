// The usual faults of remote servers: each is named, with the way out.
import { afterEach, describe, expect, it } from 'vitest';
import { mcpServer } from './mcp-server.ts';
import { examine, type Handler, type Running, reply, replyJson, serve } from './servers.ts';

const running: Running[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(handler: Handler): Promise<Running> {
  const server = await serve(handler);
  running.push(server);
  return server;
}

const HTML = { 'content-type': 'text/html' };
const LOGIN =
  'https://acme.cloudflareaccess.com/cdn-cgi/access/login/mcp.acme.com?kid=secret-state';

interface Answered {
  readonly status: number;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const FAULTS: readonly (readonly [string, Answered, detail: RegExp, fix: RegExp])[] = [
  ['no tunnel', { status: 530, text: 'error code: 1033' }, /no tunnel \(530/, /cloudflared/],
  [
    'error 1033 in a page',
    { status: 502, text: '<p>error code: 1033', headers: HTML },
    /no tunnel/,
    /cloudflared/,
  ],
  [
    'an origin that is down',
    { status: 521 },
    /cannot reach the server.*\(521\)/,
    /start the server/,
  ],
  ['an origin that is slow', { status: 524 }, /took too long \(524\)/, /a job/],
  ['a bad origin certificate', { status: 526 }, /certificate.*behind it \(526\)/, /renew/],
  ['an odd origin', { status: 520 }, /no sense/, /log/],
  [
    'a bad gateway',
    { status: 502, headers: HTML, text: '<html>' },
    /proxy reaches no server/,
    /address/,
  ],
  ['a server that is full', { status: 503 }, /starting, stopping or full/, /again/],
  ['a slow gateway', { status: 504 }, /waited too long/, /read timeout/],
  ['a failing server', { status: 500, text: 'Error: boom' }, /the server fails \(500\)/, /log/],
  ['a misdirected request', { status: 421 }, /host name \(421\)/, /ALLOWED_HOSTS/],
  [
    'a Host gate',
    { status: 403, text: 'Invalid Host: mcp.acme.com' },
    /host name \(403\)/,
    /PUBLIC_BASE_URL/,
  ],
  [
    'a missing route',
    { status: 404, text: 'Not Found' },
    /no MCP server at this path \(404\)/,
    /\/mcp/,
  ],
  ['a wrong method', { status: 405 }, /no MCP server at this path \(405\)/, /\/mcp/],
  ['a lost Accept', { status: 406 }, /misses the Accept header/, /text\/event-stream/],
  ['a body limit', { status: 413 }, /too large/, /client_max_body_size/],
  ['a media type', { status: 415 }, /does not take application\/json/, /Content-Type/],
  ['a rate limit', { status: 429 }, /too many requests/, /RATE_LIMIT/],
  [
    'a redirect',
    { status: 308, headers: { location: 'https://www.acme.com/mcp/?s=1' } },
    /redirects.*308 to https:\/\/www\.acme\.com\)/,
    /redirects to/,
  ],
  [
    'a web page',
    { status: 200, text: '<!doctype html><h1>Hi</h1>', headers: HTML },
    /a web page answers/,
    /path/,
  ],
  [
    'something else',
    { status: 200, text: 'pong' },
    /what answers is no MCP \(status 200: pong\)/,
    /host and path/,
  ],
];

describe('what answers in place of a server', () => {
  it.each(FAULTS)('%s', async (_name, { status, text = '', headers }, detail, fix) => {
    const server = await start((_request, response) => reply(response, status, text, headers));
    const { of, report } = await examine(server.url);
    expect(of('endpoint')).toMatchObject({ status: 'FAIL', detail: expect.stringMatching(detail) });
    expect(of('endpoint').fix).toMatch(fix);
    expect(of('auth-refused').detail).toBe('not looked at: Endpoint failed');
    expect(report.summary.fail).toBeLessThanOrEqual(2);
  });

  it('a redirect is never followed', async () => {
    const other = await start((_request, response) => reply(response, 200, ''));
    const server = await start((_request, response) =>
      reply(response, 307, '', { location: other.url }),
    );
    await examine(server.url, ['Authorization: Bearer to-nobody-else']);
    expect(other.seen).toEqual([]);
  });

  it('a server of the transport of 2024', async () => {
    const server = await start((request, response) => {
      if (request.method !== 'GET') return reply(response, 404, 'Cannot POST /sse');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages?sessionId=1\n\n');
    });
    const { of } = await examine(server.url);
    expect(of('endpoint')).toMatchObject({
      status: 'FAIL',
      detail: expect.stringMatching(/transport of 2024/),
    });
  });

  it('nothing at /, but a server at /mcp', async () => {
    const server = await start(mcpServer({ token: 'a-token' }));
    const { of } = await examine(server.url.replace(/mcp$/, ''));
    expect(of('endpoint')).toMatchObject({ status: 'WARN', fix: expect.stringMatching(/\/mcp$/) });
    expect(of('auth-refused').status).toBe('PASS');
  });
});

describe('Cloudflare Access', () => {
  const pair = ['CF-Access-Client-Id: id-1234', 'CF-Access-Client-Secret: secret-5678'];
  const redirecting: Handler = (_request, response) =>
    reply(response, 302, '', { location: LOGIN });

  it('in front is a closed door, and no fault', async () => {
    const { of, report } = await examine((await start(redirecting)).url);
    expect(of('endpoint')).toMatchObject({
      status: 'PASS',
      detail: 'Cloudflare Access stands in front',
    });
    expect(of('auth-refused').status).toBe('PASS');
    expect(of('healthz').status).toBe('SKIP');
    expect(report.summary.fail).toBe(0);
  });

  it.each([
    ['a redirect', redirecting],
    [
      'a page',
      ((_request, response) =>
        reply(response, 200, '<html>Sign in · Cloudflare Access', HTML)) satisfies Handler,
    ],
    [
      'a refusal',
      ((_request, response) =>
        reply(response, 403, '<html>acme.cloudflareaccess.com', HTML)) satisfies Handler,
    ],
  ])('that answers a service token with its login: %s', async (_name, handler) => {
    const { of, report } = await examine((await start(handler)).url, pair);
    expect(of('auth-accepted')).toMatchObject({
      status: 'FAIL',
      fix: expect.stringMatching(/Service Auth/),
    });
    expect(of('auth-accepted').detail).toMatch(/login page/);
    expect(JSON.stringify(report)).not.toMatch(/secret-state|secret-5678|id-1234/);
  });

  it('gets but one of its two headers', async () => {
    const { of } = await examine((await start(redirecting)).url, pair.slice(0, 1));
    expect(of('auth-accepted')).toMatchObject({
      status: 'FAIL',
      detail: expect.stringMatching(/cf-access-client-secret is missing/),
    });
  });

  it('gets a token that only the server behind it would know', async () => {
    const { of } = await examine((await start(redirecting)).url, ['Authorization: Bearer abcdef']);
    expect(of('auth-accepted').fix).toMatch(/CF-Access-Client-Id and/);
  });
});

describe('no answer', () => {
  it('a closed port', async () => {
    const server = await serve(() => undefined);
    await server.stop();
    const { of, report } = await examine(server.url);
    expect(of('reachable').detail).toBe(`nothing listens on 127.0.0.1 port ${server.port}`);
    expect(report.summary).toEqual({ pass: 0, warn: 0, fail: 1, skip: 20 });
  });

  it('a name without an address', async () => {
    const { of } = await examine('https://mcp.acme.com/mcp', [], {
      network: {
        lookup: (_name, _options, done) =>
          done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 4),
      },
    });
    expect(of('reachable').detail).toBe('the name mcp.acme.com has no address');
  });

  it('a server that hangs', async () => {
    const server = await start(() => undefined);
    const { of } = await examine(server.url, [], { limit: 1000 });
    expect(of('endpoint').detail).toMatch(/did not answer in time/);
  });

  it('a server that hangs up', async () => {
    const server = await start((request) => request.socket.destroy());
    expect((await examine(server.url)).of('endpoint').detail).toMatch(/closed the connection/);
  });

  it('an answer without an end', async () => {
    const server = await start((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => response.destroyed || response.write(chunk, more);
      response.writeHead(200);
      more();
    });
    expect((await examine(server.url)).of('endpoint').detail).toMatch(/larger than 5 MB/);
  });

  it('an interruption ends the run', async () => {
    const controller = new AbortController();
    const server = await start(() => controller.abort());
    const run = examine(server.url, [], { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('credentials', () => {
  it.each([
    [
      'a service token that Access never saw',
      ['CF-Access-Client-Id: id-1234', 'CF-Access-Client-Secret: secret-5678'],
      {},
      /did the request pass Cloudflare Access/,
    ],
    [
      'a token that allows too little',
      ['Authorization: Bearer abcdef'],
      { 'www-authenticate': 'Bearer error="insufficient_scope", scope="notes"' },
      /ask for a token with the scope/,
    ],
    ['a token that has ended', ['Authorization: Bearer abcdef'], {}, /expired/],
    ['a token without its scheme', ['Authorization: abcdef'], {}, /scheme is missing/],
  ])('%s', async (_name, given, headers, fix) => {
    const error = { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'no entry' } };
    const server = await start((_request, response) => replyJson(response, 401, error, headers));
    const { of } = await examine(server.url, given);
    expect(of('auth-accepted')).toMatchObject({
      status: 'FAIL',
      detail: 'the server refuses the credential (status 401: no entry)',
      fix: expect.stringMatching(fix),
    });
  });

  it('that are refused are explained, and never repeated', async () => {
    const server = await start((request, response) =>
      replyJson(response, 401, { error: `unknown ${request.headers.authorization}` }),
    );
    const { of, report } = await examine(server.url, ['Authorization: Bearer top-secret']);
    expect(of('auth-accepted')).toMatchObject({
      status: 'FAIL',
      fix: expect.stringMatching(/rotated/),
    });
    expect(of('auth-accepted').detail).toContain('***');
    expect(of('auth-refused').status).toBe('WARN');
    expect(JSON.stringify(report)).not.toContain('top-secret');
  });

  it('are not sent where they were not asked for', async () => {
    const server = await start(mcpServer({ token: 'top-secret' }));
    await examine(server.url, ['Authorization: Bearer top-secret']);
    const bare = server.seen.filter(
      ({ path, headers }) => path.startsWith('/health') || /invalid/.test(String(headers.host)),
    );
    expect(bare.length).toBeGreaterThan(1);
    expect(bare.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  });

  it('in a query are masked, and warned of', async () => {
    const server = await start(mcpServer());
    const { of, report } = await examine(`${server.url}?api_key=top-secret&v=1`);
    expect(report.url).toBe(`${server.url}?api_key=***&v=1`);
    expect(of('reachable')).toMatchObject({ status: 'WARN', fix: expect.stringMatching(/header/) });
    expect(JSON.stringify(report)).not.toContain('top-secret');
  });
});
