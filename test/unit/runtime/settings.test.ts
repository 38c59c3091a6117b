// What the environment sets, and what it may not; the credentials of each auth kind.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuth as createBearer } from '../../../templates/auth/bearer/src/runtime/auth.ts';
import { createAuth as createNone } from '../../../templates/auth/none/src/runtime/auth.ts';
import type { Env } from '../../../templates/project/src/runtime/env-values.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';

describe('settings', () => {
  it.each<[Env, object]>([
    [{}, { host: '127.0.0.1', port: 8900, toolTimeout: 60_000, maxConcurrent: 64, drain: 25_000 }],
    [
      {},
      {
        maxBody: 1_048_576,
        maxResultBytes: 1_048_576,
        sessions: true,
        sessionMax: 1000,
        sessionIdle: 1_800_000,
      },
    ],
    [
      { HOST: '0.0.0.0', PORT: '80' },
      { host: '0.0.0.0', port: 80 },
    ],
    [
      { MCP_HOST: '::1', HOST: 'x', MCP_PORT: '0', PORT: '80' },
      { host: '::1', port: 0 },
    ],
    [{ MCP_PORT: '', PORT: '81' }, { port: 81 }],
    [
      { TOOL_TIMEOUT: '250ms', SESSION_IDLE: '1.5h' },
      { toolTimeout: 250, sessionIdle: 5_400_000 },
    ],
    [
      { TOOL_TIMEOUT: 'off', MAX_CONCURRENT: 'OFF' },
      { toolTimeout: Infinity, maxConcurrent: Infinity },
    ],
    [
      { MAX_BODY: '1mb', MAX_RESULT_BYTES: '2 MiB' },
      { maxBody: 1_048_576, maxResultBytes: 2_097_152 },
    ],
    [
      { MAX_BODY: '65536', MAX_RESULT_BYTES: '1.5k' },
      { maxBody: 65_536, maxResultBytes: 1536 },
    ],
    [
      { MCP_SESSIONS: 'off', LOG_LEVEL: 'DEBUG', DRAIN_SECONDS: '0' },
      { sessions: false, logLevel: 'debug', drain: 0 },
    ],
    [{ JOBS_URL: 'postgres://u:p@db/jobs' }, { sessions: false }],
    [{ JOBS_URL: 'postgresql://db/jobs', MCP_SESSIONS: 'on' }, { sessions: true }],
    [{ JOBS_URL: 'sqlite:./jobs.db' }, { sessions: true }],
  ])('%j gives %j', (env, expected) => {
    const { value, problems } = readSettings(env);
    expect(problems).toEqual([]);
    expect(value).toMatchObject(expected);
  });

  it('joins the hosts it may be called by', () => {
    const env = {
      MCP_HOST: '10.0.0.5',
      PUBLIC_BASE_URL: 'https://MCP.example.com',
      ALLOWED_HOSTS: 'a.example, B.example',
    };
    const { value } = readSettings(env);
    const own = ['localhost', '127.0.0.1', '[::1]', '10.0.0.5', 'mcp.example.com'];
    expect(value.allowedHosts).toEqual([...own, 'a.example', 'b.example']);
    expect(value.allowedOrigins).toEqual(own);
  });

  it('reads lists as requests will name their hosts and origins', () => {
    const { value, problems } = readSettings({
      ALLOWED_HOSTS: 'a.example:443, 10.0.0.9:80, [fd00::1]:80,',
      ALLOWED_ORIGINS: 'https://App.example/, https://b.example:8443, c.example',
    });
    expect(problems).toEqual([]);
    expect(value.allowedHosts.slice(-3)).toEqual(['a.example', '10.0.0.9', '[fd00::1]']);
    expect(value.allowedOrigins.slice(-3)).toEqual([
      'https://app.example',
      'https://b.example:8443',
      'c.example',
    ]);
  });

  it.each([
    ['ALLOWED_HOSTS', '*'],
    ['ALLOWED_HOSTS', 'a.example, https://b.example'],
    ['ALLOWED_ORIGINS', 'https://a.example/app'],
    ['ALLOWED_ORIGINS', '*'],
    ['MCP_HOST', 'http://x'],
    ['MCP_HOST', 'x:80'],
    ['MCP_PORT', '65536'],
    ['PORT', 'http'],
    ['PUBLIC_BASE_URL', 'mcp.example.com'],
    ['PUBLIC_BASE_URL', 'ftp://mcp.example.com'],
    ['PUBLIC_BASE_URL', 'https://user:pass@mcp.example.com'],
    ['TOOL_TIMEOUT', '60'],
    ['TOOL_TIMEOUT', '0s'],
    ['TOOL_TIMEOUT', '30d'],
    ['MAX_CONCURRENT', '0'],
    ['MAX_BODY', 'off'],
    ['MAX_BODY', '1 parsec'],
    ['MCP_SESSIONS', 'yes'],
    ['SESSION_MAX', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['DRAIN_SECONDS', '25s'],
  ])('refuses %s=%s by name, with what it takes', (name, text) => {
    const { problems } = readSettings({ [name]: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} is ".*": expected `));
  });

  it('collects every problem', () => {
    expect(readSettings({ MCP_PORT: 'x', MAX_BODY: 'x', LOG_LEVEL: 'x' }).problems).toHaveLength(3);
  });
});

describe('bearer', () => {
  const { value: settings } = readSettings({});
  const hash = createHash('sha256').update('hashed').digest('hex');
  const check = (MCP_BEARER_TOKEN: string, token: string) =>
    createBearer({ MCP_BEARER_TOKEN }, settings).value.check({ authorization: `Bearer ${token}` });

  it.each([
    ['secret', 'secret', 'default'],
    ['ci=secret', 'secret', 'ci'],
    ['a=one, b=two', 'two', 'b'],
    ['a=old,a=new', 'old', 'a'],
    [`ci=sha256:${hash}`, 'hashed', 'ci'],
    [`sha256:${hash.toUpperCase()}`, 'hashed', 'default'],
    ['YWJj==', 'YWJj==', 'default'],
    ['ci=YWJj==', 'YWJj==', 'ci'],
  ])('%s takes %s as %s', (tokens, given, caller) => {
    expect(check(tokens, given)).toEqual({ caller });
  });

  it.each([
    ['secret', 'Secret'],
    ['ci=secret', 'ci=secret'],
    [`sha256:${hash}`, hash],
    ['secret', 'secret2'],
  ])('%s does not take %s', (tokens, given) => {
    expect(check(tokens, given)).toMatchObject({ refused: 'this bearer token is not valid' });
  });

  it('is done at once with a header of spaces, where backtracking took a minute', () => {
    expect(check('secret', `a${' '.repeat(200_000)}b`)).toMatchObject({
      refused: 'a bearer token is needed',
    });
  });

  it.each([
    [{}, /MCP_BEARER_TOKEN is not set.*npm run token/],
    [{ MCP_BEARER_TOKEN: ' , ' }, /MCP_BEARER_TOKEN is not set/],
    [{ MCP_BEARER_TOKEN: 'good,ci=$' + '{CI_TOKEN}' }, /placeholder for ci/],
    [{ MCP_BEARER_TOKEN: 'sha256:abc' }, /64 hex digits/],
    [{ MCP_BEARER_TOKEN: 'good=' }, /a name with no token/],
    [{ MCP_BEARER_TOKEN: 'ci=$CI_TOKEN' }, /placeholder for ci/],
    [{ MCP_BEARER_TOKEN: '%CI_TOKEN%' }, /placeholder for default/],
    [{ MCP_BEARER_TOKEN: '<a good token>' }, /placeholder for default/],
    [{ MCP_BEARER_TOKEN: 'Bearer good' }, /token for default that no client can send.*Bearer/],
    [{ MCP_BEARER_TOKEN: 'ci="good"' }, /token for ci that no client can send.*quotes/],
    [{ MCP_BEARER_TOKEN: 'good\u00e9' }, /no client can send.*ASCII/],
    [
      { MCP_BEARER_TOKEN_FILE: '/nonexistent/tokens' },
      /MCP_BEARER_TOKEN_FILE cannot be read \(ENOENT\)/,
    ],
  ])('%j is a problem', (env, words) => {
    const { problems } = createBearer(env, settings);
    expect(problems.join()).toMatch(words);
    expect(problems.join()).not.toMatch(/good|abc|CI_TOKEN/);
  });
});

describe('no auth', () => {
  it.each([
    [{}, 0],
    [{ MCP_HOST: 'localhost', PUBLIC_BASE_URL: 'http://127.0.0.1:8900' }, 0],
    [{ MCP_HOST: '0.0.0.0' }, 1],
    [{ MCP_HOST: '::' }, 1],
    [{ MCP_HOST: '127.0.0.1.evil.example' }, 1],
    [{ MCP_HOST: '10.0.0.5', PUBLIC_BASE_URL: 'https://mcp.example.com' }, 2],
  ])('%j has %i problems', (env, count) => {
    expect(createNone(env, readSettings(env).value).problems).toHaveLength(count);
  });
});
