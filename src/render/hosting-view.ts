// What the templates of the hosting kinds are shown: paths, commands and variables of the image.
import { dashed } from '../model/names.js';
import type { Lockfile } from '../model/workspace.js';
import { authKinds } from '../plan/auth/index.js';
import { isVariableName, keptVariables, serverVariables } from '../plan/environment.js';
import { needsLibsql } from '../plan/package-json.js';
import { managerOf, packageManagers } from '../plan/package-managers.js';
import type { Layout, ServerPlan } from '../plan/server.js';
import type { WorkspaceLayout } from '../plan/workspace.js';
import { shellArg } from './helpers.js';
import { below, type ImagePaths, imagePaths } from './image-paths.js';

/** Dockerfile, Dockerfile.dockerignore, compose.yaml, and units. */
export function hostingView(plan: ServerPlan): object {
  const paths = imagePaths(plan.layout);
  const manager = packageManagers[plan.packageManager];
  return {
    image: dashed(plan.name),
    context: paths.context,
    readmitted: paths.readmitted,
    dockerfile: below(paths.server, 'Dockerfile'),
    server: copied(paths.server, ['package.json', manager.lockfile]),
    ...packageView(plan.layout, paths),
    sources: [
      ...(plan.layout.workspace?.needed ?? []).map((member) => copyOf(paths.installed, member)),
      ...paths.sources.map((source) => copyOf(paths.package, source)),
      ...['tsconfig.json', 'scripts', 'src'].map((file) => copyOf(paths.server, file)),
    ],
    ci: manager.ci + manager.alone,
    cache: manager.cache,
    ...pruneView(plan),
    lockfile: manager.lockfile,
    keeps: plan.files !== undefined,
    memory: plan.jobs?.isolate === 'thread' ? '1536m' : '512m',
    ...composeView(plan),
    ...unitView(plan),
  };
}

/** Removes what only the build needs, and libsql, where it can be told to npm: half of a server with jobs. */
function pruneView(plan: ServerPlan): { readonly prune: string; readonly slim: boolean } {
  const { prune } = packageManagers[plan.packageManager];
  const slim = plan.packageManager === 'npm' && needsLibsql(plan);
  const drop = 'npm pkg delete optionalDependencies.libsql';
  return { prune: slim ? `${drop} && ${prune}` : prune, slim };
}

/** What runs beside the server in Compose, and the variables of all but the tunnel. */
function composeView(plan: ServerPlan): object {
  return {
    ...composeVariables(plan),
    tunnel: plan.proxy === 'cloudflare-tunnel',
    cloudflared: 'cloudflare/cloudflared:2026.9.3',
    postgres: plan.jobs?.store === 'postgres',
  };
}

/** The build context as it is laid below /opt, and the account that server and worker share. */
function unitView({ name, layout, jobs, publicUrl }: ServerPlan): object {
  const { server } = imagePaths(layout);
  return {
    folder: `/opt/${below(dashed(name), server)}`,
    user: `mcp-${dashed(name)}`.slice(0, LONGEST_USER),
    memoryMax: jobs?.isolate === 'thread' ? '1536M' : '512M',
    publicBase: publicUrl === undefined ? '' : `PUBLIC_BASE_URL=${publicUrl}`,
  };
}

/** What Linux takes as the name of a user. */
const LONGEST_USER = 31;

/** How what the wrapped package needs is installed: by itself, or by its workspace. */
function packageView(layout: Layout, { installed }: ImagePaths): object {
  const { workspace } = layout;
  const lockfile = workspace === undefined ? layout.packageLock : workspace.lockfile;
  const manager = managerOf(lockfile);
  const hasConfig = workspace === undefined ? hasOwnConfig(layout) : workspace.tsconfigs;
  return {
    package: copied(installed, [
      ...manifests(hasConfig, lockfile),
      ...(workspace?.lockfile === 'pnpm-lock.yaml' ? ['pnpm-workspace.yaml'] : []),
    ]),
    members: workspace === undefined ? [] : membersOf(layout, workspace, installed),
    packageCi: [
      manager.ciProduction,
      ...(workspace === undefined ? [] : manager.member(workspace.folder)).map(shellArg),
    ].join(' '),
    packageCache: manager.cache,
  };
}

/** tsconfig files go along: aliases are read from them. */
function manifests(hasConfig: boolean, lockfile?: Lockfile): readonly string[] {
  return [
    'package.json',
    ...(lockfile === undefined ? [] : [lockfile]),
    ...(hasConfig ? ['tsconfig*.json'] : []),
  ];
}

function hasOwnConfig({ packageDir, tsconfig }: Layout): boolean {
  return tsconfig?.startsWith(`${packageDir}/tsconfig`) === true;
}

/** What says what the wrapped package, and the members that it needs, are installed with. */
function membersOf(layout: Layout, { folder, needed }: WorkspaceLayout, root: string): object[] {
  return [folder, ...needed].flatMap((member) =>
    manifests(member === folder && hasOwnConfig(layout)).map((file) => ({
      from: below(root, below(member, file)),
      to: `./${member}/`,
    })),
  );
}

/** A package of the context: its folder in the image, and what its installation needs. */
function copied(folder: string, files: readonly string[]): object {
  return {
    workdir: folder === '.' ? '/app' : `/app/${folder}`,
    dist: below(folder, 'dist'),
    data: below(folder, 'data'),
    manifests: files.map((file) => below(folder, file)),
  };
}

/** A COPY line of a file or folder to its own place below /app. */
function copyOf(folder: string, file: string): object {
  const from = below(folder, file);
  return { from, to: from === '.' ? '/app/' : `/app/${from}` };
}

/** Compose refuses to start without what is required; what is passed reaches the server only where it is set. */
function composeVariables(plan: ServerPlan): object {
  const { variables } = authKinds[plan.auth];
  const required = [
    ...variables.filter((variable) => variable.required).map(({ name }) => name),
    // Server and worker cannot share a file of their own.
    ...(plan.jobs?.store === 'postgres' ? ['JOBS_URL'] : []),
  ];
  const values = [
    ...required.map((name) => ({ name, value: `\${${name}:?set it in .env}` })),
    ...publicBase(plan),
  ];
  const passed = [
    ...variables.map(({ name }) => name),
    ...serverVariables.map(({ name }) => name),
    ...keptVariables(plan).map(({ name }) => name),
    ...plan.env.map(({ name }) => name),
  ];
  const fixed = [...values.map(({ name }) => name), 'MCP_HOST', 'MCP_PORT', 'DATA_DIR']; // the last are the image's
  return {
    values,
    passed: [...new Set(passed)].filter((name) => isVariableName(name) && !fixed.includes(name)),
  };
}

/** The address that was decided, unless .env says another. */
function publicBase({ publicUrl }: ServerPlan): readonly { name: string; value: string }[] {
  if (publicUrl === undefined) return [];
  const unlessSet = `\${PUBLIC_BASE_URL:-${publicUrl.replaceAll('$', '$$$$')}}`;
  return [{ name: 'PUBLIC_BASE_URL', value: unlessSet }];
}
