// Where things lie in the image's build context: the nearest folder that holds the package and the server.
import type { Layout } from '../plan/server.js';

export interface ImagePaths {
  /** The build context, relative to `out`. */
  readonly context: string;
  /** The server, relative to the context; `.` is the context itself. */
  readonly server: string;
  /** The wrapped package, relative to the context. */
  readonly package: string;
  /** Where the package is installed from: its own folder, or that of its workspace; relative to the context. */
  readonly installed: string;
  /** What of the package is copied beside its manifests, relative to the package. */
  readonly sources: readonly string[];
  /** What is copied although its name is one that tests have, relative to the context. */
  readonly readmitted: readonly string[];
}

/** All keep their places towards each other in the image, so that data and dependencies are found. */
export function imagePaths(layout: Layout): ImagePaths {
  const { root, out, folder } = installation(layout);
  const up = leadingDots(root);
  const installed = belowContext(root);
  const places = { server: belowContext(out), package: below(installed, folder), installed };
  return {
    context: up === 0 ? '.' : Array(up).fill('..').join('/'),
    ...places,
    sources: sources(layout),
    readmitted: readmitted(layout, places),
  };
}

/** What goes to a machine without an image; the server's data, seen from there, does not. */
export function copiedFolder(layout: Layout): {
  readonly context: string;
  readonly localData: string;
} {
  const { context, server } = imagePaths(layout);
  return { context, localData: `/${below(server, 'data')}` };
}

/** Folders that .dockerignore takes for tests. */
const TESTS: readonly string[] = ['coverage', 'test', 'tests', '__tests__'];

function readmitted(
  { moduleDir, workspace }: Layout,
  places: Pick<ImagePaths, 'server' | 'package' | 'installed'>,
): readonly string[] {
  const needed = workspace?.needed ?? [];
  const folders = [
    places.server,
    below(places.package, moduleDir),
    ...needed.map((member) => below(places.installed, member)),
  ];
  const isTests = (folder: string) => folder.split('/').some((part) => TESTS.includes(part));
  const own = workspace !== undefined && isTests(places.package) ? [places.package] : [];
  return [...new Set([...own, ...folders.filter(isTests)])];
}

/** What the package is installed from, relative to `out`; `out` seen from there; and the package below it. */
function installation({ packageDir, outFromPackage, workspace }: Layout) {
  if (workspace === undefined) return { root: packageDir, out: outFromPackage, folder: '.' };
  const { root, folder } = workspace;
  return { root, out: joined(folder, outFromPackage), folder };
}

/** A file or folder below another; `.` is the folder itself. */
export function below(folder: string, file: string): string {
  if (folder === '.') return file;
  return file === '.' ? folder : `${folder}/${file}`;
}

/** The module's top folder; everything when it lies beside package.json, nothing for an installed package. */
function sources({ moduleDir, packageName }: Layout): readonly string[] {
  if (packageName !== undefined) return [];
  return [moduleDir.split('/')[0] ?? '.'];
}

function leadingDots(path: string): number {
  return path.split('/').filter((part) => part === '..').length;
}

function belowContext(path: string): string {
  return (
    path
      .split('/')
      .filter((part) => part !== '..')
      .join('/') || '.'
  );
}

/** `a/b` and `../c` is `a/c`. */
export function joined(folder: string, path: string): string {
  const parts = folder === '.' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/') || '.';
}
