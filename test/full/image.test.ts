// The generated Dockerfiles, really built and run: what is inside, as whom it runs, and that it works.
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectLegacy, connectModern } from '../helpers/clients.ts';
import {
  type Buildah,
  buildImage,
  makeBaseImage,
  openBuildah,
  openImage,
  registryMounts,
  sizeOf,
  startContainer,
  whyNoImages,
} from '../helpers/image.ts';
import { jobEnd, startJob } from '../helpers/job-server.ts';
import { REPO } from '../helpers/paths.ts';
import { copyExample, runBin, scratch } from '../helpers/project.ts';
import { npmInstall } from '../helpers/run.ts';
import { TOKEN } from '../helpers/server.ts';

const reason = whyNoImages();
const SECRET = 'MCP_BEARER_TOKEN=must-not-be-in-an-image-0123456789\n';
const MB = 1_000_000;

interface Project {
  /** Its folder, with a lockfile. */
  readonly server: string;
  /** Folders that somebody left a secret in. */
  readonly secrets: readonly string[];
}

const IMAGES = [
  {
    name: 'starter',
    make: makeStarter,
    place: '.',
    tool: 'add',
    args: { a: 2, b: 3 },
    gives: { result: 5 },
  },
  {
    name: 'parent-package',
    make: makeParent,
    place: 'mcp-server',
    tool: 'getBook',
    args: { id: 3 },
    gives: { id: 3, title: 'Emma', author: 'Jane Austen', year: 1815 },
  },
  {
    name: 'workspace',
    make: makeWorkspace,
    place: 'packages/core/mcp-server',
    tool: 'weigh',
    args: { kilos: 2 },
    gives: { result: 2000 },
  },
];

describe.skipIf(reason !== undefined)(`images${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let buildah: Buildah;
  let mounts: readonly string[];
  /** Bytes of all files. */
  const sizes = new Map<string, number>();
  let base: number;

  beforeAll(async () => {
    const dir = await scratch('images');
    buildah = openBuildah(dir);
    base = await makeBaseImage(buildah, dir);
    mounts = await registryMounts(dir);
  });

  describe.each(IMAGES)('of $name', ({ name, make, place, tool, args, gives }) => {
    let container: string;
    let root: string;
    let paths: readonly string[];

    beforeAll(async () => {
      const { server, secrets } = await make();
      for (const folder of secrets) await writeFile(join(folder, '.env'), SECRET);
      await buildImage(buildah, server, name, mounts);
      ({ container, root } = await openImage(buildah, name));
      paths = await readdir(join(root, 'app'), { recursive: true });
      sizes.set(name, await sizeOf(root));
    });

    afterAll(async () => {
      if (container !== undefined) await buildah.run('rm', container);
    });

    test('holds no secret, no test and no development package', async () => {
      const own = paths.filter((path) => !/(^|\/)node_modules\//.test(path));
      expect(
        own.filter((path) => /(^|\/)\.(env|git|npmrc)|\.test\.|(^|\/)tests?$/.test(path)),
      ).toEqual([]);
      expect(own).toContain(join(place, 'dist/server.js'));
      const manifest = await readFile(join(root, 'app', place, 'package.json'), 'utf8');
      const development = Object.keys(JSON.parse(manifest).devDependencies);
      expect(development).toEqual(expect.arrayContaining(['typescript', 'esbuild']));
      const held = development.filter((each) =>
        paths.some((path) => path.endsWith(`node_modules/${each}`)),
      );
      expect(held).toEqual([]);
    });

    test('runs as an ordinary user that cannot write the program', async () => {
      const image = JSON.parse((await buildah.run('inspect', '--type', 'image', name)).stdout);
      const { config } = image.Docker;
      expect(config.User).toBe('node');
      expect(config.StopSignal).toBe('SIGTERM');
      expect(config.Healthcheck.Test[0]).toBe('CMD');
      const { uid, mode } = await stat(join(root, 'app', place, 'dist/server.js'));
      expect(uid).toBe(0);
      expect(mode & 0o022).toBe(0);
    });

    test('answers, and does what its tools can', async () => {
      const running = await startContainer(buildah, container);
      try {
        const health = await fetch(new URL('/healthz', running.origin));
        expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
        for (const connect of [connectModern, connectLegacy]) {
          const client = await connect(running.url, TOKEN);
          expect((await client.call(tool, args)).structured).toMatchObject(gives);
          if (name === 'starter') expect(await picture(client)).toBe('image/png');
          await client.close();
        }
      } finally {
        await running.stop();
      }
    });
  });

  test('the starter’s adds at most 40 MB to the base', () => {
    const added = ((sizes.get('starter') ?? Number.NaN) - base) / MB;
    expect(added).toBeGreaterThan(5);
    expect(added).toBeLessThanOrEqual(40);
  });
});

async function makeStarter(): Promise<Project> {
  const parent = await scratch('own');
  const create = ['hello', '--yes', '--no-install', '--no-git'];
  const created = await runBin('create-mcp-server', create, { cwd: parent });
  expect(created.code, created.stderr).toBe(0);
  const server = join(parent, 'hello');
  await npmInstall(server, '--package-lock-only');
  return { server, secrets: [server] };
}

async function makeParent(): Promise<Project> {
  const { dir, server } = await copyExample('sql-store', 'whole');
  return { server, secrets: [dir, server] };
}

async function makeWorkspace(): Promise<Project> {
  const root = await scratch('workspace');
  await cp(join(REPO, 'test/full/fixtures/workspace'), root, { recursive: true });
  await npmInstall(root, '--ignore-scripts');
  const core = join(root, 'packages/core');
  const wrapped = await runBin('mcp-wrap', ['./src/lib.ts', '--yes', '--no-install'], {
    cwd: core,
  });
  expect(wrapped.code, wrapped.stderr).toBe(0);
  const server = join(core, 'mcp-server');
  await npmInstall(server, '--package-lock-only');
  return { server, secrets: [root, core, server] };
}

/** Has the starter's job draw a picture, and fetches it by its link; the type of what comes. */
async function picture(client: Awaited<ReturnType<typeof connectModern>>): Promise<string | null> {
  const id = await startJob(client, 'render', { size: 16 });
  expect(await jobEnd(client, 'render', id)).toMatchObject({ state: 'succeeded' });
  const { texts } = await client.call('get_render_result', { job_id: id });
  const { url } = JSON.parse(texts[0] ?? '');
  const answer = await fetch(url);
  expect([...new Uint8Array(await answer.arrayBuffer()).slice(1, 4)]).toEqual([80, 78, 71]);
  return answer.headers.get('content-type');
}
