// A server in the environment that each platform's file gives it: probed as there, called by its name alone.
import { beforeAll, expect, it } from 'vitest';
import { CASES, type Case, project } from '../golden/cases.ts';
import { send } from '../helpers/http.ts';
import { copyExample, runScript, scratch } from '../helpers/project.ts';
import { startServer, TOKEN } from '../helpers/server.ts';
import { at, named, parsed } from '../unit/hosting/written.ts';

/** Where each kind's file says what the server is given. */
const ENVIRONMENTS: Readonly<Record<string, readonly [file: string, member: string]>> = {
  kubernetes: ['deploy/kubernetes/deployment.yaml', 'spec.template.spec.containers.0.env'],
  fly: ['fly.toml', 'env'],
  render: ['render.yaml', 'services.0.envVars'],
  'cloud-run': ['deploy/cloud-run.yaml', 'spec.template.spec.containers.0.env'],
};

const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
});

const platforms = CASES.filter(({ name }) => kindOf(name) in ENVIRONMENTS);
let built: string;

beforeAll(async () => {
  built = (await copyExample('report-jobs')).server;
  await runScript(built, 'build');
});

it.each(platforms)('$name: answers its probes and its name, and ends in time', async (each) => {
  const given = await environmentOf(each);
  const env = { DATA_DIR: await scratch('data'), ...given };
  const server = await startServer(built, { env });
  const host = new URL(given.PUBLIC_BASE_URL ?? 'http://reports').host;
  try {
    for (const path of ['/healthz', '/readyz']) {
      const probe = { method: 'GET', path, headers: { host: '10.1.2.3:8900' } };
      expect(await send(server.origin, probe)).toMatchObject({ status: 200 });
    }
    const answer = await send(server.origin, call(host));
    expect(answer.status).toBe(200);
    const hasSession = 'mcp-session-id' in answer.headers;
    expect(hasSession).toBe(!each.name.endsWith('-shared'));
    expect(await send(server.origin, call('10.1.2.3:8900'))).toMatchObject({ status: 403 });
  } finally {
    expect(await server.stop()).toBe(0);
  }
});

function call(host: string) {
  return {
    headers: {
      host,
      authorization: `Bearer ${TOKEN}`,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    },
    body: INITIALIZE,
  };
}

/** The values that stand in the file; what the README or a person fills in is the address. */
async function environmentOf(each: Case): Promise<Readonly<Record<string, string>>> {
  const [file, member] = ENVIRONMENTS[kindOf(each.name)] ?? ['', ''];
  const text = (await project(each)).get(file)?.content ?? '';
  const listed = at(parsed(file, text.replaceAll(/\$\{\w+\}/g, 'https://filled.example')), member);
  const entries = Object.entries(Array.isArray(listed) ? named(listed) : (listed ?? {}));
  return Object.fromEntries(
    entries.flatMap(([name, entry]): [string, string][] => {
      const isAsked = name === 'PUBLIC_BASE_URL' && at(entry, 'sync') === false;
      const written = typeof entry === 'string' ? entry : at(entry, 'value');
      const value = isAsked ? 'https://filled.example' : written;
      return typeof value === 'string' && name !== 'PORT' ? [[name, value]] : [];
    }),
  );
}

function kindOf(name: string): string {
  return name.replace(/-(?:disk|shared)$/, '');
}
