// Where the source, its package and the server lie towards each other, as POSIX paths relative to `out`.
import { dirname, join } from 'node:path';
import type { SourceRef } from '../model/module.js';
import { posixPath } from './posix-path.js';
import type { Layout } from './server.js';
import { workspaceLayout } from './workspace.js';

export interface LayoutInput {
  readonly source: SourceRef;
  /** Absolute. */
  readonly out: string;
  /** Absolute: the folder of the git repository that `out` is or will be in, when there is one. */
  readonly repository?: string;
  /** The project brings its own src/lib.ts; `source` then points at the template of it. */
  readonly starter: boolean;
}

/** Pure: every path that comes in is absolute, every path that goes out is relative and POSIX. */
export function planLayout(input: LayoutInput): Layout {
  const { out, starter } = input;
  const source = starter ? starterSource(input.source, out) : input.source;
  const shared = {
    packageDir: posixPath(out, source.packageDir),
    outFromPackage: posixPath(source.packageDir, out),
    fromRepository: fromRepository(input, source),
    starter,
    ...(source.tsconfig && { tsconfig: posixPath(out, source.tsconfig) }),
    ...(source.lockfile && { packageLock: source.lockfile }),
    ...(source.workspace && {
      workspace: workspaceLayout(source.workspace, source.packageDir, out),
    }),
  };
  if (source.packageName !== undefined) {
    return {
      ...shared,
      importSpecifier: source.packageName,
      sourceLabel: `npm:${source.packageName}`,
      packageName: source.packageName,
      ...(/\.d\.[cm]?ts$/.test(source.entry) ? {} : { untyped: true }),
      moduleDir: '.',
    };
  }
  return {
    ...shared,
    importSpecifier: dotted(runtimeFile(posixPath(join(out, 'src'), source.entry))),
    sourceLabel: dotted(posixPath(out, source.entry)),
    moduleDir: posixPath(source.packageDir, dirname(source.entry)),
  };
}

/** The starter's module is introspected in the template folder and lives in `out` afterwards. */
function starterSource(source: SourceRef, out: string): SourceRef {
  const { tsconfig: _ours, lockfile: _none, workspace: _alone, ...rest } = source;
  return { ...rest, entry: join(out, 'src', 'lib.ts'), packageDir: out };
}

/** Without a repository, as if it began in the nearest folder that holds both the package and the server. */
function fromRepository({ repository, out }: LayoutInput, { packageDir }: SourceRef): string {
  if (repository !== undefined) return posixPath(repository, out);
  return posixPath(packageDir, out).replace(/^(\.\.\/)+/, '');
}

function dotted(path: string): string {
  return path.startsWith('.') ? path : `./${path}`;
}

/** A declaration file stands for the JavaScript file beside it. */
function runtimeFile(path: string): string {
  return path.replace(/\.d\.([cm]?)ts$/, '.$1js');
}
