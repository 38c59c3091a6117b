// Scopes per tool on a generated and built server: the 403, and a client that steps up by it.
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Client,
  ClientCredentialsProvider,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Issuer, startIssuer } from '../../templates/auth/jwt/test/issuer.ts';
import { connectLegacy, connectModern, MODERN } from '../helpers/clients.ts';
import { jobEnd, startJob } from '../helpers/job-server.ts';
import { REPO } from '../helpers/paths.ts';
import { runBin, runScript, scratch } from '../helpers/project.ts';
import { type RunningServer, startServer } from '../helpers/server.ts';

const AUDIENCE = 'https://scoped.example/mcp';
const CLIENT = { clientId: 'batch', clientSecret: 'secret-of-the-test' };
const SCOPE = 'jobs:render';

let issuer: Issuer;
let server: RunningServer;
/** What the issuer was asked for, token by token. */
const asked: (string | null)[] = [];

/** An issuer that grants every scope it is asked for. */
function answers({ url, sign }: Issuer) {
  return {
    '/.well-known/oauth-authorization-server': () => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/keys`,
      response_types_supported: ['code'],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    }),
    '/token': async (form: URLSearchParams) => {
      const scope = form.get('scope');
      asked.push(scope);
      const claims = { iss: url, aud: AUDIENCE, client_id: CLIENT.clientId, scope: scope ?? '' };
      return { access_token: await sign(claims), token_type: 'Bearer', expires_in: 300 };
    },
  };
}

function token(sub: string, scope = ''): Promise<string> {
  return issuer.sign({ iss: issuer.url, aud: AUDIENCE, sub, scope });
}

beforeAll(async () => {
  const dir = await scratch('scoped');
  const project = join(dir, 'server');
  await cp(join(REPO, 'test/live/fixtures/jobs'), dir, { recursive: true });
  await mkdir(project);
  const config = {
    version: 1,
    name: 'scoped',
    source: '../src/lib.ts',
    auth: {
      kind: 'oauth',
      callers: { alice: ['render', 'once'], bob: ['once'], 'client:batch': '*' },
      scopes: { render: [SCOPE] },
    },
    hosting: { kind: 'none' },
  };
  await writeFile(join(project, 'mcp.config.json'), JSON.stringify(config));
  const written = await runBin('mcp-wrap', ['--out', 'server'], { cwd: dir });
  expect(written.stderr + written.code).toMatch(/0$/);
  const { stdout } = await runScript(project, 'test');
  expect(stdout).toContain('fail 0');
  issuer = await startIssuer(answers);
  const DATA_DIR = await mkdtemp(join(inject('live').tmp, 'data-'));
  const env = { DATA_DIR, OAUTH_ISSUER: issuer.url, OAUTH_AUDIENCE: AUDIENCE };
  server = await startServer(project, { env });
});
afterAll(async () => {
  expect(await server?.stop()).toBe(0);
});

const CALL = call('start_render', { frames: 1 });

function call(name: string, args: object): object {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
}

async function post(body: unknown, bearer: string): Promise<Response> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  return fetch(server.url, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe.each([
  [MODERN, connectModern],
  ['2025-11-25', connectLegacy],
])('a client of %s', (_revision, connect) => {
  test('sees the tool, and calls it with a token that has the scope alone', async () => {
    const narrow = await connect(server.url, await token('alice'));
    expect((await narrow.list()).map(({ name }) => name)).toContain('start_render');
    await expect(narrow.call('start_render', { frames: 1 })).rejects.toThrow();
    expect((await narrow.call('start_once', { n: 1, ms: 1 })).isError).toBe(false);
    await narrow.close();
    const wide = await connect(server.url, await token('alice', `other ${SCOPE}`));
    const id = await startJob(wide, 'render', { frames: 1 });
    expect(await jobEnd(wide, 'render', id)).toMatchObject({ state: 'succeeded' });
    await wide.close();
  });
});

test.each([
  ['a call', CALL],
  ['a batch that holds one', [call('start_once', { n: 7, ms: 1 }), CALL]],
])('%s without the scope: 403 that says which, and nothing is started', async (_, body) => {
  const before = server.stderr().length;
  const refusal = await post(body, await token('alice'));
  expect(refusal.status).toBe(403);
  const challenge = refusal.headers.get('www-authenticate');
  expect(challenge).toMatch(/^Bearer error="insufficient_scope", resource_metadata="http/);
  expect(challenge).toContain(`scope="${SCOPE}"`);
  expect(server.stderr().slice(before)).not.toContain('"queued"');
});

test('who is not shown the tool is not told its scope', async () => {
  const refusal = await post(CALL, await token('bob'));
  expect(refusal.status).toBe(200);
  expect(await refusal.text()).toContain('Unknown tool: start_render');
});

test('a client with an issuer steps up: it asks for the scope, and the call is served', async () => {
  const authProvider = new ClientCredentialsProvider({ ...CLIENT, expectedIssuer: issuer.url });
  const visitor = new Client({ name: 'visitor', version: '1.0.0' });
  await visitor.connect(new StreamableHTTPClientTransport(server.url, { authProvider }));
  const started = await visitor.callTool({ name: 'start_render', arguments: { frames: 1 } });
  expect(started.structuredContent).toMatchObject({ state: 'queued' });
  expect(asked.at(0)).toBeNull();
  expect(asked.at(-1)).toBe(SCOPE);
  await visitor.close();
});
