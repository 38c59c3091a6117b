// Manifests, the Cloud Run service and fly.toml before the published schemas of Kubernetes, Knative and Fly, by values and by names.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CASES, project } from '../golden/cases.ts';
import { REPO } from '../helpers/paths.ts';
import { scratch } from '../helpers/project.ts';
import { npmInstall, run } from '../helpers/run.ts';

const PACKAGES = [
  'kubernetes-models@5.1.0',
  '@kubernetes-models/knative@4.0.0',
  '@kubernetes-models/apimachinery@3.0.2',
  '@kubernetes-models/base@6.0.1',
  '@kubernetes-models/validate@5.0.2',
  '@schemastore/fly@1.0.2',
];

/** What a manifest says it is, and where its schema is published. */
const SCHEMAS: Readonly<Record<string, { readonly from: string; readonly name: string }>> = {
  'apps/v1 Deployment': { from: 'kubernetes-models/apps/v1', name: 'Deployment' },
  'v1 Service': { from: 'kubernetes-models/v1', name: 'Service' },
  'v1 PersistentVolumeClaim': { from: 'kubernetes-models/v1', name: 'PersistentVolumeClaim' },
  'networking.k8s.io/v1 Ingress': {
    from: 'kubernetes-models/networking.k8s.io/v1',
    name: 'Ingress',
  },
  'serving.knative.dev/v1 Service': {
    from: '@kubernetes-models/knative/serving.knative.dev/v1',
    name: 'Service',
  },
};

interface Manifest {
  readonly path: string;
  readonly schema: { readonly from: string; readonly name: string };
  readonly document: object;
}

let dir: string;
let manifests: readonly Manifest[];
/** What each fly.toml says. */
let apps: readonly object[];

beforeAll(async () => {
  dir = await scratch('platforms');
  await writeFile(join(dir, 'package.json'), '{ "type": "module", "private": true }');
  await npmInstall(dir, '--ignore-scripts', '--save-exact', ...PACKAGES);
  const cases = CASES.filter(({ name }) => /^(?:kubernetes|cloud-run)-/.test(name));
  manifests = (
    await Promise.all(cases.map(async (each) => manifestsOf(await project(each), each.name)))
  ).flat();
  const flies = CASES.filter(({ name }) => name.startsWith('fly-'));
  const trees = await Promise.all(flies.map((each) => project(each)));
  apps = trees.map((tree) => parseToml(tree.get('fly.toml')?.content ?? ''));
});

/** All but what only kustomize reads. */
function manifestsOf(tree: Awaited<ReturnType<typeof project>>, name: string): readonly Manifest[] {
  const written = [...tree].filter(
    ([path]) => /^deploy\/.*\.yaml$/.test(path) && !path.endsWith('kustomization.yaml'),
  );
  return written.map(([path, { content }]) => {
    // What the README has filled in before the file is read.
    const document = parse(content.replaceAll(/\$\{\w+\}/g, 'https://filled.example'));
    const schema = SCHEMAS[`${document.apiVersion} ${document.kind}`];
    if (schema === undefined) throw new Error(`no schema for ${path}`);
    return { path: `${name}/${path}`, schema, document };
  });
}

/** What the published schema has against each, in one process of its own. */
async function complaints(some: readonly Manifest[]): Promise<readonly string[]> {
  const program = `import { readFileSync } from 'node:fs';
const complaints = [];
for (const { path, schema, document } of JSON.parse(readFileSync(0, 'utf8'))) {
  const { [schema.name]: Model } = await import(schema.from);
  try { new Model(document).validate(); } catch (error) { complaints.push(path + ': ' + error.message); }
}
console.log(JSON.stringify(complaints));`;
  await writeFile(join(dir, 'validate.mjs'), program);
  const { stdout, stderr } = await run(process.execPath, ['validate.mjs'], {
    cwd: dir,
    input: JSON.stringify(some),
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Names that the schemas do not know, by the compiler: validation lets them pass, a cluster drops them. */
async function unknownNames(some: readonly Manifest[]): Promise<string> {
  return compiled(
    some.map(({ schema: { name, from }, document }) => ({ type: `I${name}`, from, document })),
  );
}

/** Of Fly's configuration the types are published; they take any further name, as test/unit/hosting does not. */
async function flyComplaints(some: readonly object[]): Promise<string> {
  const type = 'FlyIoConfigSchemaFlyToml';
  return compiled(some.map((document) => ({ type, from: '@schemastore/fly', document })));
}

/** What the compiler has against documents as values of published types. */
async function compiled(
  some: readonly { readonly type: string; readonly from: string; readonly document: object }[],
): Promise<string> {
  const checks = some.map(
    ({ type, from, document }, index) =>
      `import type { ${type} as T${index} } from '${from}';\nexport const m${index}: T${index} = ${JSON.stringify(document)};\n`,
  );
  await writeFile(join(dir, 'check.ts'), checks.join(''));
  const tsc = join(REPO, 'node_modules/typescript/bin/tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2022',
  ];
  const { stdout } = await run(process.execPath, [tsc, ...options, 'check.ts'], { cwd: dir });
  return stdout;
}

/** The first manifest, with a member put somewhere in it. */
function changed(path: readonly (string | number)[], name: string, value: unknown): Manifest {
  const [first] = manifests;
  if (first === undefined) throw new Error('no manifest');
  const document = structuredClone(first.document);
  const inner = path.reduce<object>((at, part) => Reflect.get(at, part), document);
  Reflect.set(inner, name, value);
  return { ...first, document };
}

describe('every manifest', () => {
  it('is of a kind with a published schema', () => {
    expect(new Set(manifests.map(({ schema }) => `${schema.from} ${schema.name}`)).size).toBe(
      Object.keys(SCHEMAS).length,
    );
  });

  it('has the values that its schema allows', async () => {
    expect(await complaints(manifests)).toEqual([]);
  });

  it('has the names that its schema knows', async () => {
    expect(await unknownNames(manifests)).toBe('');
  });
});

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

it.each([
  [[...CONTAINER, 'livenessProbe'], 'periodSeconds', 'often'],
  [['spec'], 'selector', undefined],
])('a wrong value at %j would be found: %s', async (path, name, value) => {
  expect(await complaints([changed(path, name, value)])).toHaveLength(1);
});

it.each([
  [[...CONTAINER, 'livenessProbe'], 'period'],
  [['spec', 'template', 'spec'], 'terminationGracePeriod'],
])('a wrong name at %j would be found: %s', async (path, name) => {
  expect(await unknownNames([changed(path, name, 1)])).toContain(name);
});

describe('every fly.toml', () => {
  it('has the values that the published schema allows', async () => {
    expect(apps).toHaveLength(2);
    expect(await flyComplaints(apps)).toBe('');
  });

  it.each([
    ['kill_signal', 'SIGNAL'],
    ['http_service', { internal_port: 8900, auto_stop_machines: 'never' }],
  ])('%s = %j would be found', async (name, value) => {
    const [app] = apps;
    expect(await flyComplaints([{ ...app, [name]: value }])).toContain('check.ts');
  });
});
