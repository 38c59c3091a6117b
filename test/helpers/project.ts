// Users' packages in scratch folders, and the commands run on them.
import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { inject } from 'vitest';
import { type ExampleName, REPO } from './paths.ts';
import { type RunOptions, type RunResult, run, runOk } from './run.ts';

/** A fresh folder, removed at the end of the run. */
export async function scratch(name: string): Promise<string> {
  const dir = join(inject('live').tmp, `${name}-${randomUUID().slice(0, 8)}`, name);
  await mkdir(dir, { recursive: true });
  return dir;
}

/**
 * A copy of an example in a folder of its own. Its packages are those installed from the committed
 * lockfiles at the start of the run; they are shared, so nothing may be installed into the copy.
 */
export async function copyExample(
  name: ExampleName,
  part: 'whole' | 'source only' = 'whole',
): Promise<{ readonly dir: string; readonly server: string }> {
  const dir = await scratch(name);
  const store = join(inject('live').store, name);
  const skipped =
    part === 'whole' ? /[\\/](node_modules|dist)$/ : /[\\/](node_modules|mcp-server)$/;
  await cp(join(REPO, 'examples', name), dir, {
    recursive: true,
    filter: (path) => !skipped.test(path),
  });
  await symlink(join(store, 'node_modules'), join(dir, 'node_modules'), 'junction');
  const server = join(dir, 'mcp-server');
  if (part === 'whole') await shareServerPackages(server, name);
  return { dir, server };
}

/** Gives a generated server the packages of an example's, without installing them again: those that all have. */
export async function shareServerPackages(
  server: string,
  of: ExampleName = 'text-tools',
): Promise<void> {
  const installed = join(inject('live').store, of, 'mcp-server/node_modules');
  await symlink(installed, join(server, 'node_modules'), 'junction');
}

/** Runs an installed bin of the packed tool, whatever its exit code. */
export function runBin(
  bin: 'create-mcp-server' | 'mcp-wrap',
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  return run(process.execPath, [join(inject('live').bins, bin), ...args], options);
}

/** Runs an npm script of a generated project; fails unless it ends with 0. */
export function runScript(
  cwd: string,
  script: string,
  args: readonly string[] = [],
): Promise<RunResult> {
  return runOk('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], {
    cwd,
  });
}

/** Every text file below a folder by POSIX path, but for what is installed, built or secret. */
export async function readTree(dir: string): Promise<Map<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_GENERATED.test(relative(dir, path).split(sep).join('/')))
    .sort();
  const files = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(
    paths.map((path, index) => [relative(dir, path).split(sep).join('/'), files[index] ?? '']),
  );
}

const NOT_GENERATED = /^(node_modules\/|dist\/|package-lock\.json$|\.env$)/;
