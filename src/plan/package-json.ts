// package.json of a generated project: its scripts, and the one place where versions are pinned.
import { authKinds } from './auth/index.js';
import { JOSE } from './auth/jose.js';
import { isOlder } from './execution.js';
import type { ServerPlan } from './server.js';

const DEPENDENCIES = {
  '@modelcontextprotocol/node': '2.1.2',
  '@modelcontextprotocol/server': '2.4.0',
  pino: '10.4.0',
  zod: '4.6.7',
};

/** What jobs and files take beside them. */
const PISCINA = { piscina: '5.3.2' };
const PG_BOSS = { 'pg-boss': '12.35.0' };
const LIBSQL = { libsql: '0.5.29' };
const S3 = { '@bradenmacdonald/s3-lite-client': '1.0.0' };

/** The first Node version that has SQLite itself. */
const SQLITE_NODE = '22.13.0';

const DEV_DEPENDENCIES = {
  '@modelcontextprotocol/client': '2.4.0',
  '@types/node': '20.19.43',
  esbuild: '0.28.2',
  typescript: '5.9.3',
};

/** Whether generated code imports a package of that name: another one cannot be imported beside it. */
export function isOurs(packageName: string): boolean {
  const ours = Object.keys({
    ...DEPENDENCIES,
    ...PISCINA,
    ...PG_BOSS,
    ...LIBSQL,
    ...S3,
    ...JOSE,
    ...DEV_DEPENDENCIES,
  });
  return ours.some((name) => packageName === name || packageName.startsWith(`${name}/`));
}

/** What a generated server calls its version, until its owner counts on. */
export const SERVER_VERSION = '0.1.0';

/** How a generated project is regenerated, in every header and document (decisions.md 16). */
export const REGENERATE = 'npx --package create-mcp-server mcp-wrap';

/** Only keys that are ours: whatever else an owner adds to the file stays. */
export function packageJson(plan: ServerPlan): object {
  return {
    name: plan.name,
    version: SERVER_VERSION,
    private: true,
    type: 'module',
    engines: { node: `>=${plan.node}` },
    scripts: {
      dev: 'node scripts/dev.mjs',
      build: 'node scripts/build.mjs',
      start: 'node dist/server.js',
      ...(plan.jobs?.store === 'postgres' && { worker: 'node dist/worker.js' }),
      typecheck: 'node scripts/typecheck.mjs',
      test: 'node scripts/test.mjs',
      smoke: 'node scripts/build.mjs test && node dist/test/smoke.js',
      ...authKinds[plan.auth].scripts,
      wrap: REGENERATE,
      // The version that wrote the project, as in .mcp/manifest.json: a new release turns no CI red.
      'wrap:check': `npx --yes --package create-mcp-server@${plan.toolVersion} mcp-wrap --check`,
    },
    dependencies: dependencies(plan),
    ...(needsLibsql(plan) && { optionalDependencies: LIBSQL }),
    devDependencies: DEV_DEPENDENCIES,
  };
}

function dependencies({ auth, jobs, files }: ServerPlan): Readonly<Record<string, string>> {
  const all = {
    ...DEPENDENCIES,
    ...authKinds[auth].dependencies,
    ...(jobs?.isolate === 'thread' && PISCINA),
    ...(jobs?.store === 'postgres' && PG_BOSS),
    ...(files?.store === 's3' && S3),
  };
  return Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Where an older Node may run the server, which has no SQLite of its own. */
export function needsLibsql({ jobs, node }: ServerPlan): boolean {
  return jobs !== undefined && isOlder(node, SQLITE_NODE);
}
