// Hosting "fly", "render" and "cloud-run": what their files say, read back.
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { ServerPlan } from '../../../src/plan/server.ts';
import { sharedJobs, starter, withJobs } from '../render-views/plan.ts';
import { flySchema, renderSchema } from './schemas.ts';
import { at, flyOf, named, textOf, yamlOf } from './written.ts';

const shared = { ...sharedJobs, replicas: 3 } as const;
const publicUrl = 'https://notes.example.com';
const service = (over: Partial<ServerPlan>, layout = starter) =>
  at(yamlOf('render.yaml', { hosting: 'render', ...over }, layout), 'services.0');
const cloudRun = (over: Partial<ServerPlan>) =>
  yamlOf('deploy/cloud-run.yaml', { hosting: 'cloud-run', ...over });

/** What ajv has against it. */
function problems(schema: object, value: unknown): unknown {
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(schema, value);
  return ajv.errors ?? [];
}

describe('fly.toml', () => {
  it.each([{}, withJobs, shared, { publicUrl }])('holds what Fly knows', (over) => {
    expect(problems(flySchema, flyOf(over))).toEqual([]);
  });

  it('probes, waits for the drain, and never stops a machine that is not asked', () => {
    const app = flyOf(withJobs);
    expect(at(app, 'http_service.internal_port')).toBe(8900);
    expect(at(app, 'http_service.checks.0')).toMatchObject({ method: 'GET', path: '/readyz' });
    expect(at(app, 'http_service.auto_stop_machines')).toBe('off');
    expect(app).toMatchObject({ kill_signal: 'SIGTERM', kill_timeout: '35s' });
    expect(at(app, 'http_service.force_https')).toBe(true);
  });

  it('has one machine with a volume, or as many as were asked for without one', () => {
    expect(at(flyOf(withJobs), 'mounts')).toMatchObject({ source: 'data', destination: '/data' });
    expect(at(flyOf(withJobs), 'http_service.min_machines_running')).toBe(1);
    expect(at(flyOf(shared), 'mounts')).toBeUndefined();
    expect(at(flyOf(shared), 'http_service.min_machines_running')).toBe(3);
    expect(at(flyOf({}), 'mounts')).toBeUndefined();
  });

  it('holds no secret, and the name that clients use', () => {
    expect(at(flyOf(withJobs), 'env')).toEqual({ PUBLIC_BASE_URL: 'https://my-notes.fly.dev' });
    const env = { PUBLIC_BASE_URL: publicUrl, MCP_SESSIONS: 'off' };
    expect(at(flyOf({ ...shared, publicUrl }), 'env')).toEqual(env);
  });

  it('sends the builder nothing that the image must not see', () => {
    expect(at(flyOf({}), 'build')).toEqual({
      dockerfile: 'Dockerfile',
      ignorefile: 'Dockerfile.dockerignore',
    });
  });
});

describe('render.yaml', () => {
  it.each([{}, withJobs, shared, { publicUrl }])('holds what Render knows', (over) => {
    const blueprint = yamlOf('render.yaml', { hosting: 'render', ...over });
    expect(problems(renderSchema, blueprint)).toEqual([]);
  });

  it('builds from the repository, wherever in it the server lies', () => {
    const there = { ...starter, fromRepository: 'apps/mcp' };
    expect(service({})).toMatchObject({ dockerfilePath: 'Dockerfile', dockerContext: '.' });
    expect(service({}, there)).toMatchObject({
      dockerfilePath: 'apps/mcp/Dockerfile',
      dockerContext: 'apps/mcp',
    });
    const beside = { ...there, packageDir: '..', outFromPackage: 'mcp' };
    expect(service({}, beside)).toMatchObject({
      dockerfilePath: 'apps/mcp/Dockerfile',
      dockerContext: 'apps',
    });
  });

  it('has one instance with a disk and 30 seconds, or several with the time they need', () => {
    const alone = service(withJobs);
    expect(alone).toMatchObject({
      numInstances: 1,
      disk: { mountPath: '/data' },
      plan: 'standard',
    });
    expect(alone).not.toHaveProperty('maxShutdownDelaySeconds');
    expect(named(at(alone, 'envVars')).DRAIN_SECONDS).toEqual({ value: '20' });
    expect(service(shared)).toMatchObject({ numInstances: 3, maxShutdownDelaySeconds: 35 });
    expect(service(shared)).not.toHaveProperty('disk');
    expect(named(at(service(shared), 'envVars')).MCP_SESSIONS).toEqual({ value: 'off' });
  });

  it('is probed at the port of the image', () => {
    expect(service({})).toMatchObject({ healthCheckPath: '/healthz', plan: 'starter' });
    expect(named(at(service({}), 'envVars')).PORT).toEqual({ value: '8900' });
  });

  it('asks for secrets, makes the key, and takes the database from its own', () => {
    const blueprint = yamlOf('render.yaml', { hosting: 'render', ...shared });
    const variables = named(at(blueprint, 'services.0.envVars'));
    for (const name of ['MCP_BEARER_TOKEN', 'FILES_URL', 'AWS_SECRET_ACCESS_KEY'])
      expect(variables[name]).toEqual({ sync: false });
    expect(variables.FILES_SIGNING_KEY).toEqual({ generateValue: true });
    const database = at(blueprint, 'databases.0.name');
    expect(variables.JOBS_URL).toEqual({
      fromDatabase: { name: database, property: 'connectionString' },
    });
    expect(named(at(service({}), 'envVars')).PUBLIC_BASE_URL).toEqual({ sync: false });
    expect(named(at(service({ publicUrl }), 'envVars')).PUBLIC_BASE_URL).toEqual({
      value: publicUrl,
    });
  });
});

describe('cloud-run.yaml', () => {
  const revision = 'spec.template';
  const container = (over: Partial<ServerPlan>) =>
    at(cloudRun(over), `${revision}.spec.containers.0`);

  it('runs always, up to as many as were asked for, and for as long as a stream lives', () => {
    expect(at(cloudRun(shared), `${revision}.metadata.annotations`)).toMatchObject({
      'run.googleapis.com/cpu-throttling': 'false',
      'autoscaling.knative.dev/minScale': '1',
      'autoscaling.knative.dev/maxScale': '3',
    });
    expect(at(cloudRun(shared), `${revision}.spec`)).toMatchObject({ timeoutSeconds: 3600 });
  });

  it('is probed, and listens where Cloud Run looks', () => {
    expect(container({})).toMatchObject({
      ports: [{ name: 'http1', containerPort: 8900 }],
      startupProbe: { httpGet: { path: '/healthz', port: 8900 } },
      livenessProbe: { httpGet: { path: '/healthz', port: 8900 } },
    });
    expect(textOf('Dockerfile', { hosting: 'cloud-run' })).toMatch(
      /^ENV .*MCP_HOST=0\.0\.0\.0 MCP_PORT=8900/m,
    );
  });

  it('stops within the ten seconds it is given, and leaves PORT to the platform', () => {
    const variables = named(at(container(shared), 'env'));
    expect(variables.DRAIN_SECONDS).toEqual({ value: '8' });
    expect(variables.MCP_SESSIONS).toEqual({ value: 'off' });
    expect(variables).not.toHaveProperty('PORT');
  });

  it('gets every secret by reference, none by value', () => {
    const variables = named(at(container(shared), 'env'));
    for (const key of ['MCP_BEARER_TOKEN', 'JOBS_URL', 'FILES_SIGNING_KEY']) {
      const secretKeyRef = { name: `my-notes-${key}`, key: 'latest' };
      expect(variables[key]).toEqual({ valueFrom: { secretKeyRef } });
    }
  });

  it('the README fills in each placeholder, and no other', () => {
    for (const over of [shared, { ...shared, publicUrl }]) {
      const all = { hosting: 'cloud-run', ...over } as const;
      const used = textOf('deploy/cloud-run.yaml', all).match(/\$\{\w+\}/g) ?? [];
      const filled = /envsubst '([^']*)'/.exec(textOf('README.md', all))?.[1]?.split(' ') ?? [];
      expect(new Set(used.map((word) => `$${word.slice(2, -1)}`))).toEqual(new Set(filled));
    }
  });
});
