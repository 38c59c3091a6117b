// What the emitted YAML says once it is parsed: how services are shut in, and that users' text stays text.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ServerPlan } from '../../../src/plan/server.ts';
import { renderTree } from '../../../src/render/files.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { beside, samplePlan, withJobs } from './plan.ts';

const HOST = 'notes.example.com';
const tunnelled = {
  ...withJobs,
  jobs: { isolate: 'thread', store: 'postgres' },
  proxy: 'cloudflare-tunnel',
  publicUrl: `https://${HOST}`,
} as const;

function parsed(path: string, over: Partial<ServerPlan>, layout = beside) {
  return parse(fileOf(path, over, layout), { merge: false });
}

function fileOf(path: string, over: Partial<ServerPlan>, layout = beside): string {
  const file = renderTree(samplePlan(layout, over), packageTemplates()).get(path);
  if (file === undefined) throw new Error(`no ${path}`);
  return file.content;
}

describe('Compose', () => {
  const { services, volumes } = parsed('compose.yaml', tunnelled);

  it.each(['server', 'worker', 'cloudflared'])('shuts %s in', (name) => {
    expect(services[name]).toMatchObject({
      restart: 'unless-stopped',
      cap_drop: ['ALL'],
      init: true,
      mem_limit: expect.stringMatching(/^\d+m$/),
      pids_limit: 256,
      read_only: true,
      security_opt: ['no-new-privileges:true'],
      stop_grace_period: '35s',
      tmpfs: ['/tmp'],
    });
  });

  it('lets nothing in but through the tunnel, which opens when the server is well', () => {
    expect(JSON.stringify(services)).not.toContain('"ports"');
    expect(services.server.expose).toEqual(['8900']);
    expect(services.cloudflared.depends_on).toEqual({ server: { condition: 'service_healthy' } });
    expect(services.cloudflared.image).toMatch(/^cloudflare\/cloudflared:\d{4}\.\d+\.\d+$/);
    expect(services.cloudflared.command).toContain('--no-autoupdate');
  });

  it('holds no secret, and starts nothing without those that are needed', () => {
    expect(services.cloudflared.environment).toEqual({
      TUNNEL_TOKEN: `\${TUNNEL_TOKEN:?set it in .env}`,
    });
    expect(services.server.environment).toMatchObject({
      MCP_BEARER_TOKEN: `\${MCP_BEARER_TOKEN:?set it in .env}`,
      JOBS_URL: `\${JOBS_URL:?set it in .env}`,
      PUBLIC_BASE_URL: `\${PUBLIC_BASE_URL:-https://${HOST}}`,
      LOG_LEVEL: null,
    });
    expect(services.server.environment).not.toHaveProperty('TUNNEL_TOKEN');
    expect(fileOf('.env.example', tunnelled)).toMatch(/^TUNNEL_TOKEN=$/m);
  });

  it('runs the worker from the same image, with the same settings and data', () => {
    const { build, environment, command, healthcheck } = services.worker;
    expect({ build, environment }).toEqual({
      build: services.server.build,
      environment: services.server.environment,
    });
    expect(command).toEqual(['node', 'dist/worker.js']);
    expect(healthcheck).toEqual({ disable: true });
    expect(services.worker.volumes).toEqual(['data:/data']);
    expect(volumes).toEqual({ data: null });
  });

  it('has only the server where nothing else was chosen', () => {
    const plain = parsed('compose.yaml', {});
    expect(Object.keys(plain)).toEqual(['name', 'services']);
    expect(Object.keys(plain.services)).toEqual(['server']);
    expect(plain.services.server.ports).toEqual([`127.0.0.1:\${MCP_PORT:-8900}:8900`]);
    expect(plain.services.server.environment.PUBLIC_BASE_URL).toBeNull();
    expect(fileOf('.env.example', {})).not.toContain('TUNNEL');
  });

  it('keeps the text of users text', () => {
    const folder = `a"b \${HOME} #'\n: {x}`;
    const layout = { ...beside, packageDir: '..', outFromPackage: folder };
    const over = { name: '@scope/x: "y"\n- z', publicUrl: 'https://h.example/$a$$b' };
    const { name, services } = parsed('compose.yaml', over, layout);
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(services.server.build.dockerfile).toBe(`${folder.replace('$', '$$$$')}/Dockerfile`);
    const { PUBLIC_BASE_URL } = services.server.environment;
    expect(PUBLIC_BASE_URL).toBe(`\${PUBLIC_BASE_URL:-https://h.example/$$a$$$$b}`);
  });
});

describe('the rules of the tunnel', () => {
  it.each([
    ['docker', 'http://server:8900'],
    ['systemd', 'http://127.0.0.1:8900'],
    ['none', 'http://127.0.0.1:8900'],
  ] as const)('with hosting %s: the one name to the server, and 404', (hosting, service) => {
    const { ingress } = parsed('deploy/cloudflared.yml', { ...tunnelled, hosting });
    expect(ingress).toEqual([
      { hostname: HOST, path: '^/+metrics(/|$)', service: 'http_status:404' },
      { hostname: HOST, service, originRequest: { keepAliveTimeout: '50s' } },
      { service: 'http_status:404' },
    ]);
  });
});
