// A generated server behind the generated configurations of Caddy and nginx: calls stream through, limits hold.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES, project } from '../golden/cases.ts';
import { whyNotInstalled } from '../helpers/installed.ts';
import { REPO } from '../helpers/paths.ts';
import { runBin, runScript, scratch, shareServerPackages } from '../helpers/project.ts';
import { NAME, PROXIES, type RunningProxy, startProxy, throughProxy } from '../helpers/proxies.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

let server: RunningServer | undefined;

beforeAll(async () => {
  const dir = await scratch('streaming');
  await cp(join(REPO, 'test/full/fixtures/streaming'), dir, { recursive: true });
  const answers = ['--auth', 'bearer', '--hosting', 'none', '--proxy', 'caddy', '--job', ''];
  const wrap = ['./src/lib.ts', '--yes', ...answers, '--public-url', `https://${NAME}`];
  const written = await runBin('mcp-wrap', [...wrap, '--no-install'], { cwd: dir });
  expect(written.code, written.stderr).toBe(0);
  const out = join(dir, 'mcp-server');
  await shareServerPackages(out);
  await runScript(out, 'build');
  // What the README says is to be set.
  server = await startServer(out, { env: { PUBLIC_BASE_URL: `https://${NAME}` } });
});

afterAll(() => server?.stop());

describe.each(PROXIES)('a generated server behind %s', (program) => {
  const reason = whyNotInstalled(program, 'openssl');
  describe.skipIf(reason !== undefined)(reason ? `(skipped: ${reason})` : 'by TLS', () => {
    let proxy: RunningProxy;

    beforeAll(async () => {
      const found = CASES.find(({ name }) => name === `behind-${program}`);
      if (found === undefined) throw new Error(`no project behind ${program}`);
      proxy = await startProxy(program, await project(found), Number(server?.url.port));
    });

    afterAll(() => proxy?.stop());

    /** One call without a session; it is answered as a stream, as it asks for progress. */
    const call = (tool: string, headers: Readonly<Record<string, string>> = {}) =>
      throughProxy(proxy, {
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json, text/event-stream',
          Authorization: `Bearer ${TOKEN}`,
          ...headers,
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: tool, arguments: {}, _meta: { progressToken: tool } },
        }),
      });

    it('says that a call began before the call ends', async () => {
      const held = await call('hold');
      expect([held.status, held.first]).toEqual([200, expect.stringContaining('begun')]);
      const freed = await call('letGo');
      expect(freed.first + (await freed.rest())).toContain('true');
      expect(await held.rest()).toContain('ended');
    });

    it('asks for credentials, whatever Access is said to have found', async () => {
      const forged = { Authorization: '', 'Cf-Access-Jwt-Assertion': 'forged' };
      expect((await call('letGo', forged)).status).toBe(401);
    });

    it.each([
      ['a body that is too large', { body: 'x'.repeat(1_500_000) }, 413],
      ['a foreign Host', { headers: { Host: 'evil.example' }, body: '{}' }, 421],
      ['/metrics', { method: 'GET', path: '/metrics' }, 404],
    ])('refuses %s', async (_what, asked, status) => {
      expect((await throughProxy(proxy, asked)).status).toBe(status);
    });

    it('passes on whether the server lives', async () => {
      const answer = await throughProxy(proxy, { method: 'GET', path: '/healthz' });
      expect([answer.status, answer.first]).toEqual([200, '{"ok":true}']);
    });
  });
});
