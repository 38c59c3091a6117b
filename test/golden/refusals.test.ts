// Generated servers of each auth kind that may not start: exit 78, every problem in one message, nothing left behind.
import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTH_KINDS, type AuthKind } from '../../src/config/schema.js';
import { locateSource } from '../../src/source/index.js';
import { HERE, project } from './cases.js';

/** Beside the installed packages, so that the bundles find them. */
const PLACE = join(HERE, '../../node_modules/.cache/refusals', String(process.pid));

beforeAll(async () => {
  await cp(join(HERE, 'source'), PLACE, { recursive: true });
  for (const kind of AUTH_KINDS) await make(kind);
}, 120_000);
afterAll(() => rm(PLACE, { recursive: true, force: true }));

/** A project with jobs and files, so that there would be a data folder. */
async function make(kind: AuthKind): Promise<void> {
  const out = join(PLACE, kind);
  const tree = await project({
    name: kind,
    source: () => locateSource('./src/reports.ts', PLACE),
    out,
    answers: { name: 'reports', auth: { kind }, hosting: { kind: 'none' } },
  });
  for (const [path, { content }] of tree) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), content);
  }
  await build({
    entryPoints: [join(out, 'src/server.ts')],
    outfile: join(out, 'dist/server.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
}

async function start(kind: AuthKind, env: Record<string, string>, ...args: string[]) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['dist/server.js', ...args], {
    cwd: join(PLACE, kind),
    env: { PATH, MCP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  return { stdout, stderr, code };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody expanded
const PLACEHOLDER = '${SECRET}';
const TEAM = { CF_ACCESS_TEAM_DOMAIN: 'acme' };
const AUD = { CF_ACCESS_AUD: 'tag' };
const ISSUER = { OAUTH_ISSUER: 'https://issuer.example' };

/** Settings of other parts that are wrong, and what is said of them. */
const WRONG = {
  MCP_PORT: 'many',
  JOBS_CONCURRENCY: 'none',
  FILES_SIGNING_KEY: 's3cret',
  JOBS_URL: 'mysql://user:s3cret@db/jobs',
  PUBLIC_BASE_URL: 'http://user:s3cret@mcp.example.com',
};
const SAID = Object.keys(WRONG);

const REFUSED: readonly [AuthKind, string, Record<string, string>, readonly (string | RegExp)[]][] =
  [
    ['bearer', 'no credential', {}, [/MCP_BEARER_TOKEN is not set.*npm run token/]],
    [
      'bearer',
      'a placeholder',
      { MCP_BEARER_TOKEN: PLACEHOLDER },
      [/MCP_BEARER_TOKEN.*placeholder/],
    ],
    [
      'bearer',
      'no token file',
      { MCP_BEARER_TOKEN_FILE: '/no/file' },
      [/FILE.*ENOENT.*\/no\/file/],
    ],
    [
      'bearer',
      'all of it',
      { MCP_BEARER_TOKEN: `a=,b=${PLACEHOLDER}`, ...WRONG },
      [/holds a name with no token/, /placeholder for b/, ...SAID],
    ],
    [
      'cloudflare-access',
      'no credential',
      {},
      ['CF_ACCESS_TEAM_DOMAIN is not', 'CF_ACCESS_AUD is not'],
    ],
    ['cloudflare-access', 'the team alone', TEAM, ['CF_ACCESS_AUD is not set']],
    ['cloudflare-access', 'the tag alone', AUD, ['CF_ACCESS_TEAM_DOMAIN is not set']],
    [
      'cloudflare-access',
      'placeholders',
      { CF_ACCESS_TEAM_DOMAIN: PLACEHOLDER, CF_ACCESS_AUD: PLACEHOLDER },
      [/CF_ACCESS_TEAM_DOMAIN is a placeholder/, /CF_ACCESS_AUD is a placeholder/],
    ],
    ['cloudflare-access', 'all of it', { ...TEAM, ...WRONG }, ['CF_ACCESS_AUD', ...SAID]],
    ['oauth', 'no issuer', {}, ['OAUTH_ISSUER is not set']],
    ['oauth', 'a placeholder', { OAUTH_ISSUER: PLACEHOLDER }, [/OAUTH_ISSUER is a placeholder/]],
    [
      'oauth',
      'an issuer by http',
      { OAUTH_ISSUER: 'http://issuer.example' },
      [/OAUTH_ISSUER is "http:/],
    ],
    ['oauth', 'no address', { ...ISSUER, MCP_HOST: '0.0.0.0' }, [/PUBLIC_BASE_URL is not set/]],
    [
      'oauth',
      'all of it',
      { OAUTH_SCOPES: 'a"b', ...WRONG },
      ['OAUTH_ISSUER', 'OAUTH_SCOPES', ...SAID],
    ],
    [
      'none',
      'every address',
      { MCP_HOST: '0.0.0.0' },
      [/MCP_HOST is 0\.0\.0\.0: without credentials/],
    ],
    ['none', 'every IPv6 address', { MCP_HOST: '::' }, [/MCP_HOST is ::/]],
    ['none', 'HOST of a platform', { HOST: '10.0.0.5' }, [/10\.0\.0\.5/]],
    [
      'none',
      'a public name',
      { PUBLIC_BASE_URL: 'https://mcp.example.com' },
      [/PUBLIC_BASE_URL is https/],
    ],
    ['none', 'all of it', { ...WRONG, MCP_HOST: '0.0.0.0' }, ['MCP_HOST', ...SAID]],
  ];

describe('refused', () => {
  it.concurrent.each(REFUSED)('%s with %s', async (kind, _what, env, says) => {
    const { stdout, stderr, code } = await start(kind, env);
    expect([code, stdout]).toEqual([78, '']);
    const [first, ...problems] = stderr.trimEnd().split('\n');
    expect(first).toBe('The server does not start:');
    expect(problems, stderr).toHaveLength(says.length);
    for (const one of says) expect(stderr).toMatch(one);
    expect(stderr).not.toContain('s3cret');
    expect(await readdir(join(PLACE, kind))).not.toContain('data');
  });
});

it.each(AUTH_KINDS)(
  '%s over stdio needs no credential, and still names what is wrong',
  async (kind) => {
    const { stderr, code } = await start(kind, WRONG, '--stdio');
    expect(code).toBe(78);
    for (const name of SAID) expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/BEARER|ACCESS|OAUTH/);
    expect(await readdir(join(PLACE, kind))).not.toContain('data');
  },
);
