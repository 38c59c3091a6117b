// A built server of the fixture whose tools make files.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPO } from './paths.ts';
import { runBin, runScript, scratch, shareServerPackages } from './project.ts';
import { npmInstall } from './run.ts';

/** Generates and builds; `s3` with what that takes installed. Resolves to the folder of the server. */
export async function buildFileServer(store: 'folder' | 's3'): Promise<string> {
  const dir = await scratch('pictures');
  await cp(join(REPO, 'test/live/fixtures/pictures'), dir, { recursive: true });
  const server = join(dir, 'mcp-server');
  await wrap(dir, 'src/lib.ts', '--out', server);
  if (store === 's3') {
    const path = join(server, 'mcp.config.json');
    const config = { ...JSON.parse(await readFile(path, 'utf8')), stores: { files: 's3' } };
    await writeFile(path, JSON.stringify(config));
    await wrap(dir, '--out', server);
    await npmInstall(server, '--ignore-scripts');
  } else {
    await shareServerPackages(server);
  }
  await runScript(server, 'build');
  return server;
}

async function wrap(cwd: string, ...args: readonly string[]): Promise<void> {
  const written = await runBin('mcp-wrap', [...args, '--yes', '--no-install'], { cwd });
  if (written.code !== 0) throw new Error(written.stderr);
}
