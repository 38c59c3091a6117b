// How a package is installed: lockfiles, and the workspace (monorepo) that it may be a member of.

export const LOCKFILES = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'] as const;
export type Lockfile = (typeof LOCKFILES)[number];

export interface Workspace {
  /** Absolute: the folder whose package.json or pnpm-workspace.yaml names the members. */
  readonly root: string;
  /** As written there: `packages/*`, `!packages/old`. */
  readonly patterns: readonly string[];
  /** Name of the lockfile of all members, in `root`. */
  readonly lockfile?: Lockfile;
  /** The root has tsconfig files, which those of members may extend. */
  readonly tsconfigs: boolean;
  /** Other members that the package needs, directly or by each other: POSIX paths below `root`. */
  readonly needed: readonly string[];
}

/** Whether the patterns make a member of a folder, a POSIX path below the root; the last one that fits says. */
export function isMember(patterns: readonly string[], folder: string): boolean {
  const last = patterns.findLast((pattern) => fits(pattern.replace(/^!/, ''), folder));
  return last !== undefined && !last.startsWith('!');
}

function fits(pattern: string, folder: string): boolean {
  const source = pattern
    .replace(/^\.?\//, '')
    .replace(/\/+$/, '')
    .split(/(\/\*\*|\*\*\/?|\*|\{[^{}]*\})/)
    .map(regexpOf)
    .join('');
  return new RegExp(`^${source}$`).test(folder);
}

function regexpOf(part: string): string {
  if (part === '/**') return '(?:/.+)?';
  if (part === '**/') return '(?:.+/)?';
  if (part === '**') return '.+';
  if (part === '*') return '[^/]+';
  if (/^\{.*\}$/.test(part)) return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
  return escaped(part);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
