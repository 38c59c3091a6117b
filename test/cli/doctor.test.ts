// mcp-wrap doctor in process: its flags, what it prints where, and how it ends.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADD, mcpServer } from '../unit/doctor/mcp-server.ts';
import { type Running, reply, serve } from '../unit/doctor/servers.ts';
import { makeWorld, type World } from './world.ts';

const TOKEN = 'mcp_a-token-that-nobody-may-read';
const HEADER = ['--header', `Authorization: Bearer ${TOKEN}`];

let world: World;
let server: Running;
beforeEach(async () => {
  world = makeWorld();
  server = await serve(mcpServer({ token: TOKEN }));
});
afterEach(async () => {
  await server.stop();
  world.remove();
});

describe('a server that is well', () => {
  it('is a table of plain text, and exit 0', async () => {
    const { code, stdout, stderr } = await world.wrap('doctor', server.url, ...HEADER);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = stdout.split('\n');
    expect(rows[0]).toBe(server.url);
    expect(rows).toContain('PASS  Tool names                all legal and unique');
    expect(rows.at(-2)).toBe('18 passed, 0 warned, 0 failed, 3 skipped');
    expect(stdout).not.toContain('\u001b');
  });

  it('is a stable shape with --json', async () => {
    const { code, stdout } = await world.wrap('doctor', server.url, ...HEADER, '--json');
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(Object.keys(report)).toEqual(['url', 'checks', 'summary']);
    expect(report.summary).toEqual({ pass: 18, warn: 0, fail: 0, skip: 3 });
    expect(report.checks.map(({ id }: { id: string }) => id)).toEqual([
      ...['reachable', 'tls', 'healthz', 'endpoint', 'auth-refused'],
      ...['oauth-metadata', 'oauth-issuer', 'auth-accepted'],
      ...['era-2026-07-28', 'era-2025-11-25', 'list-same'],
      ...['tool-names', 'tool-descriptions', 'tool-schemas', 'list-size', 'unknown-tool'],
      ...['host', 'origin', 'accept', 'get', 'speed'],
    ]);
    for (const check of report.checks) {
      expect(Object.keys(check)).toEqual(['id', 'title', 'status', 'detail']);
    }
  });

  it('is not touched: no tool of its is called', async () => {
    await world.wrap('doctor', server.url, ...HEADER);
    const called = server.seen.filter(({ body }) => body.includes('"tools/call"'));
    expect(called.map(({ body }) => JSON.parse(body).params.name)).toEqual([
      'mcp_wrap_doctor_no_such_tool',
      'mcp_wrap_doctor_no_such_tool',
    ]);
  });
});

describe('exit codes', () => {
  it('1 when something fails, with the way out, and what rests on it in one line', async () => {
    await server.stop();
    const { code, stdout } = await world.wrap('doctor', server.url);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FAIL {2}Reachable {2}nothing listens on 127\.0\.0\.1 port \d+\n {17}fix: /,
    );
    expect(stdout).toContain('SKIP  20 checks  not looked at: Reachable failed\n');
  });

  it('0 with a warning, and 1 under --strict', async () => {
    const bare = await serve(mcpServer({ tools: [{ ...ADD, description: '' }] }));
    const lenient = await world.wrap('doctor', bare.url);
    const strict = await world.wrap('doctor', bare.url, '--strict');
    await bare.stop();
    expect([lenient.code, strict.code]).toEqual([0, 1]);
    expect(lenient.stdout).toContain('WARN  Descriptions');
  });

  it('130 when it is interrupted', async () => {
    const slow = await serve(() => world.abort.abort());
    const { code, stdout } = await world.wrap('doctor', slow.url);
    await slow.stop();
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  });

  it.each([
    ['no URL', [], /URL of the server is missing/],
    ['no scheme', ['mcp.acme.com/mcp'], /none of http or https/],
    ['host and port alone', ['localhost:8900/mcp'], /put https:\/\/ before it/],
    ['another scheme', ['file:///etc/passwd'], /none of http or https/],
    ['a password in the URL', ['https://me:very-secret@acme.com/mcp'], /user name or password/],
    ['two URLs', ['https://a.com', 'https://b.com'], /too many arguments/],
    [
      'an unknown flag',
      ['https://a.com', '--hedaer=X-Key: very-secret'],
      /unknown option '--hedaer'/,
    ],
    ['no colon', ['https://a.com', '--header', 'Bearer very-secret'], /header number 1 is not/],
    ['no name', ['https://a.com', '--header', ': very-secret'], /header number 1 is not/],
    ['a header of its own', ['https://a.com', '--header', 'Host: very-secret'], /host is set by/],
    [
      'a header twice',
      ['https://a.com', '--header', 'X-A: 1', '--header', 'x-a: 2'],
      /x-a is given twice/,
    ],
    ['a variable', ['https://a.com', '--header', `X-Key: \${MY_KEY}`], /holds the variable MY_KEY/],
    [
      'a variable of a client',
      ['https://a.com', '--header', `X-Key: \${env:MY_KEY}`],
      /variable MY_KEY/,
    ],
    [
      'a variable in single quotes',
      ['https://a.com', '--header', 'X-Key: $MY_KEY'],
      /variable MY_KEY/,
    ],
    ['a variable of Windows', ['https://a.com', '--header', 'X-Key: %MY_KEY%'], /variable MY_KEY/],
    [
      'a variable that was empty',
      ['https://a.com', '--header', 'Authorization: Bearer '],
      /holds no credential/,
    ],
    [
      'a placeholder',
      ['https://a.com', '--header', 'Authorization: Bearer <token>'],
      /placeholder/,
    ],
    [
      'the dots of the README',
      ['https://a.com', '--header', 'Authorization: Bearer …'],
      /placeholder/,
    ],
    [
      'a line break',
      ['https://a.com', '--header', 'X-Key: very-secret\r\nX-B: 1'],
      /no header can carry/,
    ],
  ])('2 for %s', async (_name, args, message) => {
    const { code, stdout, stderr } = await world.wrap('doctor', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/fix: /);
    expect(stderr).not.toContain('very-secret');
  });

  it('2 as JSON', async () => {
    const { code, stdout } = await world.wrap('doctor', 'acme', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'doctor.url',
      hint: expect.any(String),
    });
  });
});

it('has a help of its own, and stands in that of mcp-wrap', async () => {
  const own = await world.wrap('doctor', '--help');
  expect(own.code).toBe(0);
  expect(own.stdout).toContain('Usage: mcp-wrap doctor [options] [url]');
  expect((await world.wrap('--help')).stdout).toContain('mcp-wrap doctor <url>');
});

it('comes first: before its flags it is refused with a hint', async () => {
  const { code, stderr } = await world.wrap('--strict', 'doctor');
  expect(code).toBe(2);
  expect(stderr).toContain('fix: mcp-wrap doctor <url>');
});

it('a terminal is not obeyed by what a server says', async () => {
  const hostile = await serve((_request, response) => reply(response, 200, '\u001b[2Jpong\u202e'));
  const { stdout } = await world.wrap('doctor', hostile.url);
  await hostile.stop();
  expect(stdout).toContain('[2Jpong');
  for (const sign of ['\u001b', '\u202e']) expect(stdout).not.toContain(sign);
});
