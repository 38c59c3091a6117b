// The workspace of the wrapped package, as files of the server's project speak of it.
import { CONFIG_FILE } from '../config/kinds.js';
import type { Config } from '../config/schema.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { isMember, type Lockfile, type Workspace } from '../model/workspace.js';
import { hostingKinds } from './hosting/index.js';
import { posixPath } from './posix-path.js';

/** POSIX paths; all but `root` are relative to it. */
export interface WorkspaceLayout {
  /** Relative to `out`. */
  readonly root: string;
  readonly lockfile?: Lockfile;
  /** The root has tsconfig files. */
  readonly tsconfigs: boolean;
  /** Folder of the wrapped package. */
  readonly folder: string;
  /** Folders of the other members that it needs. */
  readonly needed: readonly string[];
  /** The patterns make the server a member, too, so that it gets no lockfile of its own. */
  readonly ownsServer: boolean;
}

/** Where a workspace lies, seen from `out`; every path that comes in is absolute. */
export function workspaceLayout(
  { root, patterns, lockfile, tsconfigs, needed }: Workspace,
  packageDir: string,
  out: string,
): WorkspaceLayout {
  return {
    root: posixPath(out, root),
    ...(lockfile && { lockfile }),
    tsconfigs,
    folder: posixPath(root, packageDir),
    needed,
    ownsServer: isMember(patterns, posixPath(root, out)),
  };
}

/** A warning `image.lockfile`, where an image would wait for a lockfile that the package manager never writes. */
export function lockless(
  workspace: WorkspaceLayout | undefined,
  { kind }: Config['hosting'],
): readonly Diagnostic[] {
  if (workspace?.ownsServer !== true || !hostingKinds[kind].image) return [];
  return [
    {
      code: 'image.lockfile',
      severity: 'warning',
      file: CONFIG_FILE,
      line: 1,
      message: `the workspace ${workspace.root} takes the server for a member, so it has no lockfile of its own, which the Dockerfile installs by`,
      hint: 'leave the server where it is put by default, or take its folder out of the patterns of the workspace',
    },
  ];
}
