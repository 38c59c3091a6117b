// The generated Dockerfiles, really built and run: what is inside, as whom it runs, and that it answers.
import { spawn } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectLegacy, connectModern } from '../helpers/clients.ts';
import {
  BASE_IMAGE,
  type Buildah,
  makeBaseImage,
  openBuildah,
  registryMounts,
  whyNoImages,
} from '../helpers/image.ts';
import { copyExample, runBin, scratch } from '../helpers/project.ts';
import { cleanEnv, npmInstall } from '../helpers/run.ts';
import { collect, freePort, listening, TOKEN } from '../helpers/server.ts';
import { EXPECTED } from '../live/example-cases.ts';

const reason = whyNoImages();
const SECRET = 'MCP_BEARER_TOKEN=must-not-be-in-an-image-0123456789\n';

describe.skipIf(reason !== undefined)(`images${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let buildah: Buildah;
  let mounts: readonly string[];

  beforeAll(async () => {
    const dir = await scratch('images');
    buildah = openBuildah(dir);
    await makeBaseImage(buildah, dir);
    mounts = await registryMounts(dir);
  });

  /** Builds as the project's README says, from the base made here. */
  async function build(image: string, dockerfile: string, context: string): Promise<void> {
    const network = ['--pull-never', '--format', 'docker', '--network', 'host', ...mounts];
    const base = ['--build-arg', `NODE_IMAGE=${BASE_IMAGE}`];
    await buildah.run('build', ...network, ...base, '-t', image, '-f', dockerfile, context);
  }

  /** The image's files, mounted. */
  async function contents(image: string): Promise<{ container: string; root: string }> {
    const container = (await buildah.run('from', '--pull-never', image)).stdout.trim();
    return { container, root: (await buildah.run('mount', container)).stdout.trim() };
  }

  describe.each(['sql-store', 'text-tools'] as const)('of %s', (name) => {
    let container: string;
    let app: string;

    beforeAll(async () => {
      const { dir, server } = await copyExample(name, 'whole');
      await writeFile(join(server, '.env'), SECRET);
      await writeFile(join(dir, '.env'), SECRET);
      await build(name, join(server, 'Dockerfile'), dir);
      const mounted = await contents(name);
      container = mounted.container;
      app = join(mounted.root, 'app');
    });

    afterAll(async () => {
      if (container !== undefined) await buildah.run('rm', container);
    });

    test('holds no secret, no test and no development package', async () => {
      const paths = await readdir(app, { recursive: true });
      const own = paths.filter((path) => !/(^|\/)node_modules\//.test(path));
      expect(own.filter((path) => /(^|\/)\.(env|git|npmrc)|\.test\./.test(path))).toEqual([]);
      expect(paths.filter((path) => /node_modules\/(typescript|esbuild)$/.test(path))).toEqual([]);
      expect(paths.some((path) => path.endsWith('dist/server.js'))).toBe(true);
    });

    test('runs as an ordinary user that cannot write the program', async () => {
      const image = JSON.parse((await buildah.run('inspect', '--type', 'image', name)).stdout);
      const { config } = image.Docker;
      expect(config.User).toBe('node');
      expect(config.StopSignal).toBe('SIGTERM');
      expect(config.Healthcheck.Test[0]).toBe('CMD');
      const { uid, mode } = await stat(join(app, 'mcp-server/dist/server.js'));
      expect(uid).toBe(0);
      expect(mode & 0o022).toBe(0);
    });

    test('answers both clients', async () => {
      const port = String(await freePort());
      const settings = [`MCP_PORT=${port}`, `MCP_BEARER_TOKEN=${TOKEN}`, 'MCP_HOST=127.0.0.1'];
      const env = settings.flatMap((setting) => ['--env', setting]);
      const command = [
        'run',
        '--network',
        'host',
        ...env,
        container,
        '--',
        'node',
        'dist/server.js',
      ];
      const child = spawn('buildah', [...buildah.options, ...command], {
        env: cleanEnv(buildah.env),
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      try {
        const url = new URL('/mcp', await listening(child, collect(child)));
        for (const connect of [connectModern, connectLegacy]) {
          const client = await connect(url, TOKEN);
          for (const entry of EXPECTED[name].cases) {
            const answer = await client.call(entry.tool, entry.args);
            expect(answer.structured).toEqual(entry.structured);
          }
          await client.close();
        }
      } finally {
        // The whole group: signals to buildah do not reach the program in the container.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      }
    });
  });

  test('the starter’s image is built from its own folder', async () => {
    const parent = await scratch('own');
    const create = ['hello', '--yes', '--no-install', '--no-git'];
    const created = await runBin('create-mcp-server', create, { cwd: parent });
    expect(created.code, created.stderr).toBe(0);
    const project = join(parent, 'hello');
    await npmInstall(project, '--package-lock-only');
    await build('hello', join(project, 'Dockerfile'), project);
    const { container, root } = await contents('hello');
    const files = await readdir(join(root, 'app'));
    expect(files).toContain('dist');
    expect(files).not.toContain('.env');
    await buildah.run('rm', container);
  });
});
