// What mcp-wrap doctor says of servers that others made: true of each, and different.
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPO } from '../helpers/paths.ts';
import { runBin, scratch } from '../helpers/project.ts';
import { cleanEnv, npmInstall } from '../helpers/run.ts';
import { collect, freePort, listening, stop } from '../helpers/server.ts';

type Status = 'PASS' | 'WARN' | 'FAIL' | 'SKIP';
type Finding = readonly [status: Status, detail: RegExp];

interface Framework {
  readonly name: string;
  readonly packages: readonly string[];
  readonly header?: string;
  readonly code: 0 | 1;
  readonly findings: Readonly<Record<string, Finding>>;
}

const BEARER = 'Authorization: Bearer the-token';
const SDK_1 = '@modelcontextprotocol/sdk@1.32.2';
const ZOD = 'zod@4.6.7';

/** True of every one of them. */
const SHARED: Framework['findings'] = {
  reachable: ['PASS', /port \d+ is open/],
  tls: ['SKIP', /stays on this machine/],
  endpoint: ['PASS', /\/mcp speaks MCP/],
  'tool-schemas': ['PASS', /./],
  'list-size': ['PASS', /^1 tool, 1 KB$/],
  origin: ['WARN', /as if the Origin were its own/],
};
const OPEN: Framework['findings'] = {
  'auth-refused': ['PASS', /open to everybody: 1 tool without a credential, on this machine alone/],
  'auth-accepted': ['SKIP', /none is asked for/],
  host: ['WARN', /as if the Host were its own/],
};
const OF_2025: Framework['findings'] = {
  'era-2026-07-28': ['WARN', /not served \(the server does not offer it\)/],
  'era-2025-11-25': ['PASS', /^1 tool in/],
  'list-same': ['SKIP', /only one era/],
};
const CLOSED: Framework['findings'] = {
  'auth-accepted': ['PASS', /accepted: authorization/],
  host: ['SKIP', /credential is asked for first/],
};

const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'sdk-express',
    packages: [SDK_1, 'express@5.3.0', ZOD],
    code: 0,
    findings: {
      ...OPEN,
      ...OF_2025,
      healthz: ['WARN', /no \/healthz/],
      accept: ['PASS', /^406/],
      get: ['WARN', /404, though POST is served there/],
      'unknown-tool': ['PASS', /a result that is an error/],
    },
  },
  {
    name: 'hono-mcp',
    packages: ['@hono/mcp@0.3.2', '@hono/node-server@2.1.8', 'hono@4.13.19', SDK_1, ZOD],
    code: 0,
    findings: { ...OPEN, ...OF_2025, accept: ['PASS', /gets 200/], get: ['PASS', /event stream/] },
  },
  {
    name: 'fastmcp',
    packages: ['fastmcp@4.20.16', ZOD],
    header: BEARER,
    code: 0,
    findings: {
      ...CLOSED,
      ...OF_2025,
      healthz: ['PASS', /\/health answers 200/],
      'auth-refused': ['WARN', /without WWW-Authenticate/],
      'unknown-tool': ['PASS', /error -32601/],
    },
  },
  {
    name: 'tmcp',
    packages: ['tmcp@1.20.0', '@tmcp/transport-http@0.9.0', '@tmcp/adapter-zod@0.1.7', ZOD],
    code: 0,
    findings: {
      ...OPEN,
      'era-2026-07-28': ['PASS', /^1 tool in/],
      'era-2025-11-25': ['WARN', /speaks 2025-06-18/],
      'list-same': ['PASS', /same in both eras/],
      'tool-names': ['WARN', /drop math\.add/],
      'tool-descriptions': ['WARN', /missing: math\.add/],
    },
  },
  {
    name: 'mcp-handler',
    packages: ['mcp-handler@2.4.0', '@modelcontextprotocol/server@2.4.0', ZOD],
    header: BEARER,
    code: 1,
    findings: {
      ...CLOSED,
      'auth-refused': ['PASS', /401 and WWW-Authenticate/],
      'oauth-metadata': ['WARN', /not of .*\/mcp: some clients insist/],
      'oauth-issuer': ['FAIL', /nothing listens on 127\.0\.0\.1 port 1$/],
      'era-2026-07-28': ['PASS', /^1 tool in/],
      'era-2025-11-25': ['PASS', /^1 tool in/],
      'list-same': ['PASS', /same in both eras/],
      get: ['PASS', /^405/],
    },
  },
];

describe.each(FRAMEWORKS)('$name', ({ name, packages, header, code, findings }) => {
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const dir = await scratch(name);
    await cp(join(REPO, 'test/full/fixtures/frameworks'), dir, { recursive: true });
    await writeFile(join(dir, 'package.json'), '{ "private": true, "type": "module" }\n');
    await npmInstall(dir, '--prefix', dir, '--ignore-scripts', ...packages);
    const env = cleanEnv({ PORT: String(await freePort()) });
    child = spawn(process.execPath, [`${name}.mjs`], { cwd: dir, env });
    url = `${await listening(child, collect(child))}/mcp`;
  });
  afterAll(() => child && stop(child));

  test('is told what is true of it', async () => {
    const args = ['doctor', url, '--json', ...(header === undefined ? [] : ['--header', header])];
    const ran = await runBin('mcp-wrap', args, { cwd: REPO });
    expect(ran.code, ran.stdout + ran.stderr).toBe(code);
    const checks: readonly { id: string; status: Status; detail: string }[] = JSON.parse(
      ran.stdout,
    ).checks;
    const told = new Map(checks.map(({ id, ...check }) => [id, check]));
    for (const [id, [status, detail]] of Object.entries({ ...SHARED, ...findings })) {
      expect
        .soft(told.get(id), id)
        .toMatchObject({ status, detail: expect.stringMatching(detail) });
    }
  });
});
