// package.json of a generated project: its scripts, and the one place where versions are pinned.
import { authKinds } from './auth/index.js';
import type { ServerPlan } from './server.js';

const DEPENDENCIES = {
  '@modelcontextprotocol/node': '2.1.2',
  '@modelcontextprotocol/server': '2.4.0',
  pino: '10.4.0',
  zod: '4.6.7',
};

const DEV_DEPENDENCIES = {
  '@modelcontextprotocol/client': '2.4.0',
  '@types/node': '20.19.43',
  esbuild: '0.28.2',
  typescript: '5.9.3',
};

/** Whether generated code imports a package of that name: another one cannot be imported beside it. */
export function isOurs(packageName: string): boolean {
  const ours = Object.keys({ ...DEPENDENCIES, ...DEV_DEPENDENCIES });
  return ours.some((name) => packageName === name || packageName.startsWith(`${name}/`));
}

/** How a generated project is regenerated, in every header and document (decisions.md 16). */
export const REGENERATE = 'npx --package create-mcp-server mcp-wrap';

/** Only keys that are ours: whatever else an owner adds to the file stays. */
export function packageJson(plan: ServerPlan): object {
  return {
    name: plan.name,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: `>=${plan.node}` },
    scripts: {
      dev: 'node scripts/dev.mjs',
      build: 'node scripts/build.mjs',
      start: 'node dist/server.js',
      typecheck: 'node scripts/typecheck.mjs',
      test: 'node scripts/test.mjs',
      smoke: 'node scripts/build.mjs test && node dist/test/smoke.js',
      ...authKinds[plan.auth].scripts,
      wrap: REGENERATE,
      // The version that wrote the project, as in .mcp/manifest.json: a new release turns no CI red.
      'wrap:check': `npx --yes --package create-mcp-server@${plan.toolVersion} mcp-wrap --check`,
    },
    dependencies: DEPENDENCIES,
    devDependencies: DEV_DEPENDENCIES,
  };
}
