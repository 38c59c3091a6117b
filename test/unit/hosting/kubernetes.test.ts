// Hosting "kubernetes": what the manifests say, read back.
import { describe, expect, it } from 'vitest';
import type { ServerPlan } from '../../../src/plan/server.ts';
import { sharedJobs, starter, withJobs } from '../render-views/plan.ts';
import { at, files, named, textOf, yamlOf } from './written.ts';

const FOLDER = 'deploy/kubernetes';
const disk = { ...withJobs, hosting: 'kubernetes' } as const;
const shared = { ...sharedJobs, hosting: 'kubernetes', replicas: 3 } as const;
const plain = { hosting: 'kubernetes' } as const;

const manifest = (name: string, over: Partial<ServerPlan>) =>
  yamlOf(`${FOLDER}/${name}.yaml`, over);
const pod = (over: Partial<ServerPlan>, name = 'deployment') =>
  at(manifest(name, over), 'spec.template.spec');
const container = (over: Partial<ServerPlan>, name?: string) => at(pod(over, name), 'containers.0');
const manifests = (over: Partial<ServerPlan>) =>
  [...files(over).keys()]
    .filter((path) => path.startsWith(FOLDER))
    .map((path) => path.slice(FOLDER.length + 1, -'.yaml'.length))
    .sort();

describe('which manifests there are', () => {
  it.each([
    ['plain', plain, []],
    ['a disk', disk, ['volume']],
    ['shared stores', shared, ['worker']],
    ['a public name', { ...plain, publicUrl: 'https://a.example.com' }, ['ingress']],
    ['a public URL that no Ingress answers', { ...plain, publicUrl: 'http://a.example:81' }, []],
  ] as const)('%s', (_, over, more) => {
    const expected = ['deployment', 'kustomization', 'service', ...more].sort();
    expect(manifests(over)).toEqual(expected);
    const listed = at(manifest('kustomization', over), 'resources');
    expect(listed).toEqual(expect.arrayContaining(more.map((name) => `${name}.yaml`)));
    expect(listed).toHaveLength(expected.length - 1);
  });

  it('the image is built by the same Dockerfile, without Compose', () => {
    const paths = [...files(plain).keys()];
    expect(paths).toEqual(expect.arrayContaining(['Dockerfile', 'Dockerfile.dockerignore']));
    expect(paths).not.toContain('compose.yaml');
    expect(files(plain, starter).get('.github/workflows/ci.yml')).toContain('docker build');
  });

  it('kustomize puts the pushed image in place of the name in the manifests', () => {
    const image = at(manifest('kustomization', shared), 'images.0.name');
    expect(at(container(shared), 'image')).toBe(image);
    expect(at(container(shared, 'worker'), 'image')).toBe(image);
  });
});

describe.each([
  ['a disk', disk, 'deployment'],
  ['shared stores', shared, 'deployment'],
  ['shared stores', shared, 'worker'],
] as const)('with %s the %s', (_, over, name) => {
  it('may do nothing but what it is for', () => {
    expect(pod(over, name)).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(container(over, name)).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { limits: { memory: '1536Mi' }, requests: { cpu: '100m', memory: '512Mi' } },
    });
  });

  it('is given longer than it drains', () => {
    expect(at(pod(over, name), 'terminationGracePeriodSeconds')).toBe(35);
  });

  it('gets every secret by reference, none by value', () => {
    const variables = named(at(container(over, name), 'env'));
    const secrets = ['MCP_BEARER_TOKEN', 'FILES_SIGNING_KEY'];
    for (const key of secrets) {
      const valueFrom = { secretKeyRef: { name: 'my-notes', key } };
      expect(variables[key]).toEqual({ valueFrom });
    }
  });

  it('has its selector among its labels, and they are its own', () => {
    const document = manifest(name, over);
    const labels = at(document, 'spec.template.metadata.labels');
    expect(labels).toMatchObject({
      'app.kubernetes.io/component': name === 'worker' ? 'worker' : 'server',
    });
    expect(at(document, 'spec.selector.matchLabels')).toEqual(labels);
  });
});

describe('the server', () => {
  it.each([disk, shared, plain])('is probed where nothing asks for a Host or a token', (over) => {
    const probes = container(over);
    const path = (probe: string) => at(probes, `${probe}.httpGet.path`);
    expect(path('startupProbe')).toBe('/healthz');
    expect(path('livenessProbe')).toBe('/healthz');
    expect(path('readinessProbe')).toBe('/readyz');
    const port = at(probes, 'ports.0');
    expect(port).toEqual({ name: 'http', containerPort: 8900 });
    expect(at(manifest('service', over), 'spec.ports.0.targetPort')).toBe('http');
  });

  it('has one volume, and one server at a time on it', () => {
    const document = manifest('deployment', disk);
    expect(at(document, 'spec.replicas')).toBe(1);
    expect(at(document, 'spec.strategy')).toEqual({ type: 'Recreate' });
    expect(named(at(container(disk), 'volumeMounts'))).toEqual({
      tmp: { mountPath: '/tmp' },
      data: { mountPath: '/data' },
    });
    expect(named(at(pod(disk), 'volumes')).data).toEqual({
      persistentVolumeClaim: { claimName: at(manifest('volume', disk), 'metadata.name') },
    });
    expect(at(pod(disk), 'securityContext.fsGroup')).toBe(1000);
  });

  it('or as many replicas as were asked for, without sessions and without a gap', () => {
    const document = manifest('deployment', shared);
    expect(at(document, 'spec.replicas')).toBe(3);
    expect(at(document, 'spec.strategy.rollingUpdate')).toEqual({ maxUnavailable: 0 });
    expect(at(container(shared), 'lifecycle.preStop.exec.command')).toEqual(['sleep', '5']);
    expect(named(at(container(shared), 'env')).MCP_SESSIONS).toEqual({ value: 'off' });
    expect(named(at(container(shared), 'env')).JOBS_URL).toHaveProperty('valueFrom');
    expect(named(at(container(disk), 'env'))).not.toHaveProperty('MCP_SESSIONS');
    expect(Object.keys(named(at(pod(shared), 'volumes')))).toEqual(['tmp']);
  });

  it('stays on its disk with PostgreSQL alone: workers would not share its files', () => {
    const half = { ...disk, jobs: sharedJobs.jobs };
    expect(manifests(half)).not.toContain('worker');
    expect(at(manifest('deployment', half), 'spec.strategy.type')).toBe('Recreate');
    expect(named(at(container(half), 'env')).JOBS_URL).toHaveProperty('valueFrom');
  });

  it('answers to its public name, which the Ingress passes on', () => {
    const over = { ...plain, publicUrl: 'https://notes.example.com' };
    expect(named(at(container(over), 'env')).PUBLIC_BASE_URL).toEqual({
      value: 'https://notes.example.com',
    });
    const ingress = manifest('ingress', over);
    expect(at(ingress, 'spec.rules.0.host')).toBe('notes.example.com');
    expect(at(ingress, 'spec.tls.0.hosts')).toEqual(['notes.example.com']);
    expect(at(ingress, 'spec.rules.0.http.paths.0.backend.service.name')).toBe(
      at(manifest('service', over), 'metadata.name'),
    );
  });

  it("reads the wrapped code's variables from the Secret, optional ones where they are there", () => {
    const read = (name: string, required: boolean) => ({ name, required, file: 'a.ts', line: 1 });
    const variables = named(
      at(container({ ...plain, env: [read('API_KEY', true), read('THEME', false)] }), 'env'),
    );
    expect(variables.API_KEY).toEqual({
      valueFrom: { secretKeyRef: { name: 'my-notes', key: 'API_KEY' } },
    });
    expect(variables.THEME).toEqual({
      valueFrom: { secretKeyRef: { name: 'my-notes', key: 'THEME', optional: true } },
    });
  });
});

it('says in the README that no Ingress is written where none of ours could answer', () => {
  const publicUrl = 'https://notes.example.com:8443';
  expect(files({ hosting: 'kubernetes', publicUrl }).has('deploy/kubernetes/ingress.yaml')).toBe(
    false,
  );
  const readme = textOf('README.md', { hosting: 'kubernetes', publicUrl });
  expect(readme).toContain(`No Ingress is written for \`${publicUrl}\``);
  expect(readme).not.toContain('and regenerate: an');
});
