// Images without a container engine: a base of Debian and Node, and builds of generated Dockerfiles (buildah).
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cleanEnv, npmInstall, type RunResult, run, runOk } from './run.ts';
import { collect, freePort, listening, TOKEN } from './server.ts';

/** The name generated Dockerfiles expect, made here so that no registry of images is needed. */
export const BASE_IMAGE = 'localhost/node:24-bookworm-slim';

export interface Buildah {
  run(...args: readonly string[]): Promise<RunResult>;
  /** Arguments before the command, for programs that are started and kept. */
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Works in a storage folder of its own, without overlay mounts and without namespaces. */
export function openBuildah(dir: string): Buildah {
  const folders = ['--root', join(dir, 'root'), '--runroot', join(dir, 'run')];
  const options = ['--storage-driver', 'vfs', ...folders];
  const env = { BUILDAH_ISOLATION: 'chroot' };
  const start = { cwd: dir, env, timeout: 600_000 };
  return {
    run: (...args) => runOk('buildah', [...options, ...args], start),
    options,
    env,
  };
}

/**
 * Debian's smallest system with Node 24 and npm, as the official slim image has it: user `node`, 1000.
 * @returns its size in bytes
 */
export async function makeBaseImage(buildah: Buildah, dir: string): Promise<number> {
  const rootfs = join(dir, 'rootfs.tar');
  const packages = ['--include=ca-certificates,libstdc++6'];
  await runOk('mmdebstrap', ['--variant=minbase', ...packages, 'bookworm', rootfs], {
    cwd: dir,
    timeout: 600_000,
  });
  const { node, npm } = await nodeFiles(dir);
  const container = (await buildah.run('from', 'scratch')).stdout.trim();
  await buildah.run('add', container, rootfs, '/');
  await buildah.run('copy', container, node, '/usr/local/bin/node');
  await buildah.run('copy', container, npm, '/usr/local/lib/node_modules/npm');
  const npmCli = '../lib/node_modules/npm/bin/npm-cli.js';
  await buildah.run('run', container, '--', 'ln', '-s', npmCli, '/usr/local/bin/npm');
  await buildah.run('run', container, '--', 'groupadd', '--gid', '1000', 'node');
  await buildah.run('run', container, '--', 'useradd', '-m', '-u', '1000', '-g', 'node', 'node');
  const size = await sizeOf((await buildah.run('mount', container)).stdout.trim());
  await buildah.run('commit', '--rm', container, BASE_IMAGE);
  return size;
}

/** Of all files below a folder, in bytes. */
export async function sizeOf(folder: string): Promise<number> {
  const { stdout } = await runOk('du', ['--summarize', '--bytes', folder], { cwd: folder });
  return Number(stdout.split('\t')[0]);
}

/** The Node 24 executable and an npm folder, from the package registry. */
async function nodeFiles(dir: string): Promise<{ readonly node: string; readonly npm: string }> {
  const prefix = join(dir, 'node24');
  await mkdir(prefix, { recursive: true });
  await npmInstall(prefix, '--prefix', prefix, 'node@24', 'npm@11');
  return {
    node: join(prefix, 'node_modules/node/bin/node'),
    npm: join(prefix, 'node_modules/npm'),
  };
}

/** What a build needs of this machine to reach the package registry: its npm settings and certificates. */
export async function registryMounts(dir: string): Promise<readonly string[]> {
  const settings = await run('npm', ['config', 'get', 'userconfig'], { cwd: dir });
  const users = settings.stdout.trim();
  const bundle = process.env.NODE_EXTRA_CA_CERTS;
  const npmrc = join(dir, 'npmrc');
  await writeFile(
    npmrc,
    [
      existsSync(users) ? await readFile(users, 'utf8') : '',
      bundle === undefined ? '' : 'cafile=/etc/ssl/registry.pem',
      '',
    ].join('\n'),
  );
  const certificates =
    bundle === undefined ? [] : ['--volume', `${bundle}:/etc/ssl/registry.pem:ro`];
  return ['--volume', `${npmrc}:/root/.npmrc:ro`, ...certificates];
}

/** Builds what compose.yaml says, as an image of a name, from the base made here. */
export async function buildImage(
  buildah: Buildah,
  server: string,
  image: string,
  mounts: readonly string[],
): Promise<void> {
  const { build } = parse(await readFile(join(server, 'compose.yaml'), 'utf8')).services.server;
  const context = join(server, build.context);
  const network = ['--pull-never', '--format', 'docker', '--network', 'host', ...mounts];
  const base = ['--build-arg', `NODE_IMAGE=${BASE_IMAGE}`];
  const dockerfile = ['-f', join(context, build.dockerfile)];
  await buildah.run('build', ...network, ...base, '-t', image, ...dockerfile, context);
}

/** A container of an image, and its files. */
export async function openImage(
  buildah: Buildah,
  image: string,
): Promise<{ readonly container: string; readonly root: string }> {
  const container = (await buildah.run('from', '--pull-never', image)).stdout.trim();
  return { container, root: (await buildah.run('mount', container)).stdout.trim() };
}

/** Runs the server of a container on a free port, as whom the image says. */
export async function startContainer(buildah: Buildah, container: string) {
  const port = String(await freePort());
  const settings = [`MCP_PORT=${port}`, `MCP_BEARER_TOKEN=${TOKEN}`, 'MCP_HOST=127.0.0.1'];
  const env = settings.flatMap((setting) => ['--env', setting]);
  const command = ['run', '--network', 'host', ...env, container, '--', 'node', 'dist/server.js'];
  const child = spawn('buildah', [...buildah.options, ...command], {
    env: cleanEnv(buildah.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const origin = await listening(child, collect(child));
  /** Ends the whole group: signals to buildah do not reach the program in the container. */
  const stop = async () => {
    const ended = once(child, 'exit');
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  return { origin, url: new URL('/mcp', origin), stop };
}

/** Why images cannot be built here, or undefined. In CI nothing may be missing, so the tests run and fail. */
export function whyNoImages(): string | undefined {
  if (process.env.CI !== undefined) return undefined;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux';
  const missing = ['buildah', 'mmdebstrap'].filter((tool) => spawnSync(tool, ['--version']).error);
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not installed`;
}
