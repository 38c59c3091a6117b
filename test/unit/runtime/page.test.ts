// GET /: who gets the page, in which mode, under which headers; and the settings that are refused.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageTexts } from '../../../templates/page/src/runtime/page/route.ts';
import { withPage } from '../../../templates/page/src/runtime/page/route.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import { startServer } from './harness.ts';
import { prepareService, surface } from './project/wiring.gen.ts';
import { raw } from './raw.ts';

const texts: PageTexts = {
  html: '<!doctype html><head><!-- forms --></head>',
  files: { 'page.css': 'body {}', 'page.js': '// page' },
  forms: { 'try.js': '// try' },
};
const withTexts = withPage(texts, prepareService);

async function start(env: Record<string, string>) {
  const server = await startServer(env, { prepareService: withTexts, surface });
  onTestFinished(() => server.stop());
  return (path: string, method = 'GET', headers: Record<string, string | null> = {}) =>
    raw(server.port, { path, method, headers: { authorization: null, ...headers } });
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

describe('the page', () => {
  it.each([{}, { CONNECT_PAGE: 'off' }, { CONNECT_PAGE: '' }])(
    'is not there with %j',
    async (env) => {
      const ask = await start(env);
      for (const path of ['/', '/page.js', '/try.js']) expect((await ask(path)).status).toBe(404);
    },
  );

  it('is open to everybody where it is on, and has no forms', async () => {
    const ask = await start({ CONNECT_PAGE: 'on' });
    const answer = await ask('/?utm=1');
    expect(answer).toMatchObject({
      status: 200,
      text: '<!doctype html><head></head>',
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    });
    expect((await ask('/page.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await ask('/page.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await ask('/try.js')).status).toBe(404);
  });

  it('has the forms in dev', async () => {
    const ask = await start({ CONNECT_PAGE: 'Dev' });
    expect((await ask('/')).text).toContain('<script type="module" src="try.js"></script>');
    expect((await ask('/try.js')).text).toBe('// try');
  });

  it('is read: HEAD has no body, other methods are refused', async () => {
    const ask = await start({ CONNECT_PAGE: 'on' });
    const head = await ask('/', 'HEAD');
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '28']);
    for (const method of ['POST', 'DELETE', 'PUT'])
      expect((await ask('/', method)).status).toBe(405);
    expect((await ask('/', 'POST')).headers.allow).toBe('GET, HEAD');
  });

  it('passes the gates of Host and Origin first', async () => {
    const ask = await start({ CONNECT_PAGE: 'dev' });
    expect((await ask('/', 'GET', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('/page.js', 'GET', { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('CONNECT_PAGE', () => {
  const problems = (env: Record<string, string>) =>
    withTexts(env, readSettings(env).value).problems;

  it('takes three words', () => {
    expect(problems({ CONNECT_PAGE: 'yes' })).toEqual([
      'CONNECT_PAGE is "yes": expected off, on or dev',
    ]);
  });

  it('is dev on this machine alone', () => {
    for (const MCP_HOST of ['localhost', '127.0.0.1', '127.1.2.3', '::1']) {
      expect(problems({ CONNECT_PAGE: 'dev', MCP_HOST })).toEqual([]);
    }
    expect(problems({ CONNECT_PAGE: 'on', MCP_HOST: '0.0.0.0' })).toEqual([]);
    expect(problems({ CONNECT_PAGE: 'dev', MCP_HOST: '0.0.0.0' })).toEqual([
      'CONNECT_PAGE is dev, which is for this machine alone, but MCP_HOST is 0.0.0.0: ' +
        'set MCP_HOST to 127.0.0.1, or CONNECT_PAGE to on or off',
    ]);
  });
});
