// Caddy and nginx as generated, really run: what they pass on, how soon, and what they refuse.
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES, project } from '../golden/cases.ts';
import { send } from '../helpers/http.ts';
import { whyNotInstalled } from '../helpers/installed.ts';
import { NAME, PROXIES, type RunningProxy, startProxy, throughProxy } from '../helpers/proxies.ts';
import { freePort } from '../helpers/server.ts';

const TOO_MUCH = 'x'.repeat(1_500_000);

describe.each(PROXIES)('%s', (program) => {
  const reason = whyNotInstalled(program, 'openssl');
  describe.skipIf(reason !== undefined)(reason ? `(skipped: ${reason})` : 'in front', () => {
    let proxy: RunningProxy;
    let upstream: Upstream;

    beforeAll(async () => {
      const found = CASES.find(({ name }) => name === `behind-${program}`);
      if (found === undefined) throw new Error(`no project behind ${program}`);
      upstream = await startUpstream();
      proxy = await startProxy(program, await project(found), upstream.port);
    });

    afterAll(async () => {
      await proxy?.stop();
      upstream?.server.close();
    });

    it('passes a stream on as it comes', async () => {
      // The end is written when the beginning has arrived: behind a buffer neither ever would.
      const answer = await throughProxy(proxy, { body: '{}' });
      expect(answer.first).toBe('data: 1\n\n');
      upstream.open?.end('data: 2\n\n');
      expect(await answer.rest()).toBe('data: 2\n\n');
    });

    it('replaces what callers say of themselves', async () => {
      const forged = {
        'X-Forwarded-For': '6.6.6.6',
        'X-Real-IP': '6.6.6.6',
        Forwarded: 'for=6.6.6.6',
        'Cf-Access-Jwt-Assertion': 'forged',
        'Cf-Access-Authenticated-User-Email': 'boss@example.com',
        'Cf-Access-Client-Id': 'forged',
        Authorization: 'Bearer kept',
      };
      const answer = await throughProxy(proxy, { body: '{}', headers: forged });
      upstream.open?.end();
      await answer.rest();
      const { headers } = upstream;
      expect(headers['x-forwarded-for']).toBe('127.0.0.1');
      expect(headers['x-forwarded-proto']).toBe('https');
      expect(headers.host).toMatch(/^notes\.example\.com(:\d+)?$/);
      expect(headers.authorization).toBe('Bearer kept');
      expect(JSON.stringify(headers)).not.toMatch(/6\.6\.6\.6|forged|boss/);
    });

    it.each([
      ['a body that is too large', { body: TOO_MUCH }, 413],
      ['a foreign Host', { headers: { Host: 'evil.example' } }, 421],
      ['/metrics', { method: 'GET', path: '/metrics' }, 404],
      ['//metrics', { method: 'GET', path: '//metrics' }, 404],
      ['/%6detrics', { method: 'GET', path: '/%6detrics' }, 404],
    ])('refuses %s', async (_what, asked, status) => {
      const before = upstream.calls;
      expect((await throughProxy(proxy, asked)).status).toBe(status);
      expect(upstream.calls).toBe(before);
    });

    it('answers plain HTTP with where to go, and other names with nothing', async () => {
      const origin = `http://127.0.0.1:${proxy.http}`;
      const own = await send(origin, { method: 'GET', headers: { Host: NAME } });
      expect([own.status, own.headers.location]).toEqual([308, `https://${NAME}/mcp`]);
      const other = await send(origin, { method: 'GET', headers: { Host: 'evil.example' } });
      expect(other.status).toBe(421);
    });
  });
});

interface Upstream {
  readonly server: Server;
  readonly port: number;
  /** Of the last request. */
  headers: IncomingHttpHeaders;
  /** The last answer, begun and not ended. */
  open: ServerResponse | undefined;
  calls: number;
}

/** A server that begins an event stream and leaves its end to the test. */
async function startUpstream(): Promise<Upstream> {
  const server = createServer((incoming, answer) => {
    upstream.calls += 1;
    upstream.headers = incoming.headers;
    upstream.open = answer;
    incoming.resume();
    answer.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
  });
  const port = await freePort();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const upstream: Upstream = { server, port, headers: {}, open: undefined, calls: 0 };
  return upstream;
}
