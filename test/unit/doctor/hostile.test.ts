// Servers that answer nonsense, on purpose or not: the doctor ends, with findings, and with no fault of its own.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { mcpServer, type Spoilt } from './mcp-server.ts';
import { type Examined, examine, type Running, reply, serve } from './servers.ts';

const running: Running[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** Every POST of `method` is answered by `text` with the id that was asked for in place of ID. */
async function answering(
  method: string,
  text: string,
  type = 'application/json',
): Promise<Examined> {
  const first: Spoilt['first'] = (_request, response, body) => {
    if (!body.includes(`"${method}"`)) return false;
    reply(response, 200, text.replace('ID', String(JSON.parse(body).id)), { 'content-type': type });
    return true;
  };
  const server = await serve(mcpServer({ first }));
  running.push(server);
  return examine(server.url, [], { limit: 3000 });
}

const result = (value: string) => `{"jsonrpc":"2.0","id":ID,"result":${value}}`;
const deep = '['.repeat(200_000) + ']'.repeat(200_000);

describe('answers that are nonsense', () => {
  it.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a list of nulls', '[null,null]'],
    ['no result', '{"jsonrpc":"2.0","id":ID}'],
    ['an empty result', result('{}')],
    ['a result that is null', result('null')],
    ['a prototype', result('{"__proto__":{"tools":[]},"constructor":1}')],
    ['the answer of somebody else', '{"jsonrpc":"2.0","id":"other","result":{}}'],
    ['depth', result(`{"tools":${deep}}`)],
    ['half of it', '{"jsonrpc":"2.0","id":ID,"res'],
    ['bytes', '\u0000\ufffd\u001b[31m'],
  ])('initialize: %s', async (_name, text) => {
    const { report } = await answering('initialize', text);
    expect(report.checks).toHaveLength(21);
    expect(report.summary.pass).toBeGreaterThan(0);
  });

  it.each([
    ['no list', '{"tools":null}'],
    ['tools that are none', '{"tools":[1,null,"x"]}'],
    ['names that are none', '{"tools":[{"name":7,"inputSchema":{"type":"object"}}]}'],
    ['schemas that are none', '{"tools":[{"name":"a","inputSchema":[]}]}'],
    ['schemas without a type', '{"tools":[{"name":"a","inputSchema":{}}]}'],
    ['depth in a schema', `{"tools":[{"name":"a","inputSchema":{"type":"object","x":${deep}}}]}`],
    ['pages without an end', '{"tools":[],"nextCursor":"again"}'],
  ])('tools/list: %s', async (_name, text) => {
    const { report, of } = await answering('tools/list', result(text));
    expect(report.checks).toHaveLength(21);
    expect(of('endpoint').status).toBe('PASS');
    expect(of('speed').status).not.toBe('SKIP');
  });

  it('a stream that says nothing', async () => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': ping\n\n');
      request.resume();
    });
    running.push(server);
    const { of } = await examine(server.url, [], { limit: 1000 });
    expect(of('endpoint')).toMatchObject({
      status: 'FAIL',
      detail: expect.stringMatching(/in time/),
    });
  });

  it('an answer that drips without an end, also while memory is collected', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    });
    running.push(server);
    setFlagsFromString('--expose-gc');
    const collecting = setInterval(runInNewContext('gc'), 100);
    const { of } = await examine(server.url, [], { limit: 1000 });
    clearInterval(collecting);
    expect(of('healthz').detail).toMatch(/in time/);
  });

  it('a challenge that leads astray', async () => {
    const server = await serve((_request, response) =>
      reply(response, 401, '', {
        'www-authenticate': 'Bearer resource_metadata="http://[bad", realm="\u00e9"',
      }),
    );
    running.push(server);
    const { of } = await examine(server.url);
    expect(of('oauth-metadata').status).toBe('FAIL');
  });

  it('a challenge that leads to a file of this machine', async () => {
    const server = await serve((_request, response) =>
      reply(response, 401, '', {
        'www-authenticate': 'Bearer resource_metadata="file:///etc/passwd"',
      }),
    );
    running.push(server);
    const { of, report } = await examine(server.url);
    expect(of('oauth-metadata').status).toBe('FAIL');
    expect(JSON.stringify(report)).not.toContain('root:');
  });
});
