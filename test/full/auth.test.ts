// Servers of the kinds that verify signed tokens, generated and built: their own tests, and both clients from refusal to call.
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, ClientCredentialsProvider } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ClientCredentialsProvider as LegacyProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Issuer, startIssuer } from '../../templates/auth/jwt/test/issuer.ts';
import { connectLegacy, connectModern, type TestClient } from '../helpers/clients.ts';
import { copyExample, runBin, runScript } from '../helpers/project.ts';
import { cleanEnv, run } from '../helpers/run.ts';
import { type RunningServer, startServer } from '../helpers/server.ts';

const AUDIENCE = 'api://text-tools';

let oauth: string;
let access: string;
let issuer: Issuer;

beforeAll(async () => {
  const { dir } = await copyExample('text-tools', 'source only');
  const wrap = async (out: string, ...args: string[]) => {
    const words = ['./src/index.js', '--out', out, '--hosting', 'none', '--yes', ...args];
    const written = await runBin('mcp-wrap', words, { cwd: dir });
    expect(written.code, written.stderr).toBe(0);
    return { project: join(dir, out), said: written.stderr };
  };
  const made = await wrap('oauth', '--auth', 'oauth');
  expect(made.said).toContain('OAUTH_ISSUER');
  oauth = made.project;
  access = (await wrap('access', '--auth', 'cloudflare-access', '--no-install')).project;
  await symlink(join(oauth, 'node_modules'), join(access, 'node_modules'), 'junction');
  await cp(join(oauth, 'package-lock.json'), join(access, 'package-lock.json'));
  issuer = await startIssuer(({ url, sign }) => ({
    '/.well-known/openid-configuration': () => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    }),
    '/token': async (form) => {
      const claims = { iss: url, aud: AUDIENCE, client_id: 'visitor', scope: form.get('scope') };
      return { access_token: await sign(claims), token_type: 'Bearer', expires_in: 300 };
    },
  }));
});

describe.each([
  ['oauth', () => oauth],
  ['cloudflare-access', () => access],
])('a project with auth %s', (_kind, project) => {
  test('type-checks and passes its own tests', async () => {
    await runScript(project(), 'typecheck');
    await runScript(project(), 'test');
  });

  test('does not start without its settings, and names each', async () => {
    const args = ['dist/server.js'];
    const refused = await run(process.execPath, args, { cwd: project(), env: { MCP_PORT: '0' } });
    expect(refused.code).toBe(78);
    for (const name of _kind === 'oauth'
      ? ['OAUTH_ISSUER']
      : ['CF_ACCESS_TEAM_DOMAIN', 'CF_ACCESS_AUD'])
      expect(refused.stderr).toContain(`${name} is not set`);
  });

  test('serves stdio without a credential', async () => {
    const client = new Client({ name: 'live-test', version: '1.0.0' });
    const command = { command: process.execPath, args: ['dist/server.js', '--stdio'] };
    await client.connect(
      new StdioClientTransport({ ...command, cwd: project(), env: cleanEnv(), stderr: 'ignore' }),
    );
    expect((await client.listTools()).tools).not.toEqual([]);
    await client.close();
  });
});

describe('clients that know nothing but the address of an OAuth server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const env = { OAUTH_ISSUER: issuer.url, OAUTH_AUDIENCE: AUDIENCE, OAUTH_SCOPES: 'text:use' };
    server = await startServer(oauth, { env });
  });
  afterAll(async () => {
    expect(await server?.stop()).toBe(0);
  });

  test.each<[string, () => Promise<TestClient>]>([
    [
      '2026-07-28',
      () =>
        connectModern(server.url, {
          authProvider: new ClientCredentialsProvider(credentials()),
        }),
    ],
    [
      '2025-11-25',
      () =>
        connectLegacy(server.url, {
          authProvider: new LegacyProvider(credentials()),
        }),
    ],
  ])('%s: find the issuer, get a token there and call', async (_revision, connect) => {
    await callsSlug(await connect());
    expect(server.stderr()).toContain('"caller":"client:visitor"');
    expect(server.stderr()).not.toContain('eyJ');
  });

  test('are told which scope they lack', async () => {
    const claims = { iss: issuer.url, aud: AUDIENCE, sub: 'somebody' };
    const authorization = `Bearer ${await issuer.sign(claims)}`;
    const answer = await fetch(server.url, { method: 'POST', headers: { authorization } });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope", .*scope="text:use"$/,
    );
  });
});

describe('mcp-wrap doctor on an OAuth server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const env = { OAUTH_ISSUER: issuer.url, OAUTH_AUDIENCE: AUDIENCE, OAUTH_SCOPES: 'text:use' };
    server = await startServer(oauth, { env });
  });
  afterAll(() => server?.stop());

  async function doctor(scope: string) {
    const claims = { iss: issuer.url, aud: AUDIENCE, sub: 'somebody', scope };
    const header = `Authorization: Bearer ${await issuer.sign(claims)}`;
    const args = ['doctor', server.url.href, '--json', '--header', header];
    const { code, stdout } = await runBin('mcp-wrap', args, { cwd: oauth });
    const checks: readonly { id: string; status: string; fix?: string }[] =
      JSON.parse(stdout).checks;
    return { code, odd: checks.filter(({ status }) => status === 'WARN' || status === 'FAIL') };
  }

  test('finds the documents, and knows this issuer without PKCE', async () => {
    expect(await doctor('text:use')).toMatchObject({
      code: 0,
      odd: [{ id: 'oauth-issuer', status: 'WARN', detail: expect.stringMatching(/PKCE/) }],
    });
  });

  test('knows a token that allows too little', async () => {
    const { code, odd } = await doctor('text:look');
    expect(code).toBe(1);
    expect(odd.find(({ id }) => id === 'auth-accepted')?.fix).toMatch(/allows too little/);
  });
});

describe('clients behind Cloudflare Access', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const env = {
      CF_ACCESS_TEAM_DOMAIN: 'acme.cloudflareaccess.com',
      CF_ACCESS_AUD: 'tag',
      CF_ACCESS_CERTS_URL: `${issuer.url}/keys`,
    };
    server = await startServer(access, { env });
  });
  afterAll(async () => {
    expect(await server?.stop()).toBe(0);
  });

  test.each([
    ['2026-07-28', connectModern],
    ['2025-11-25', connectLegacy],
  ])('%s: are let in by what the edge signed', async (_revision, connect) => {
    const claims = { iss: 'https://acme.cloudflareaccess.com', aud: ['tag'] };
    const token = await issuer.sign({ ...claims, common_name: 'ci.access', sub: '' });
    const headers = { 'cf-access-jwt-assertion': token };
    await callsSlug(await connect(server.url, { requestInit: { headers } }));
    expect(server.stderr()).toContain('"caller":"ci.access"');
    const forged = await issuer.sign({ ...claims, common_name: 'ci.access' }, 'forged');
    await expect(
      connect(server.url, { requestInit: { headers: { 'cf-access-jwt-assertion': forged } } }),
    ).rejects.toThrow();
  });
});

/** Of the one client that the issuer is asked by. */
function credentials() {
  return {
    clientId: 'visitor',
    clientSecret: 'secret-of-the-visitor',
    expectedIssuer: issuer.url,
    scope: 'text:use',
  };
}

async function callsSlug(client: TestClient): Promise<void> {
  expect((await client.call('slug', { title: 'Hello World' })).texts).toEqual(['hello-world']);
  await client.close();
}
