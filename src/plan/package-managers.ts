// What each package manager calls the things that generated files tell it to do.
import type { PackageManager } from '../config/schema.js';
import type { Lockfile } from '../model/workspace.js';

export interface PackageManagerEntry {
  readonly lockfile: Lockfile;
  /** Makes the lockfile; what a person types. */
  readonly install: string;
  /** Runs a script of package.json; its name follows. */
  readonly run: string;
  /** Installs what the lockfile says, without install scripts; works in a bare Node image. */
  readonly ci: string;
  /** Further arguments where the folder lies in a workspace and is no member of it. */
  readonly alone: string;
  /** `ci` without development dependencies. */
  readonly ciProduction: string;
  /** Further arguments that leave out what other members of a workspace need; `folder` is one word, below its root. */
  member(folder: string): readonly string[];
  /** Removes development dependencies. */
  readonly prune: string;
  /** Where its downloads are kept in an image, as root. */
  readonly cache: string;
}

const BUN = 'npx --yes bun@1.4.5';

export const packageManagers: { readonly [K in PackageManager]: PackageManagerEntry } = {
  npm: {
    lockfile: 'package-lock.json',
    install: 'npm install',
    run: 'npm run',
    ci: 'npm ci --ignore-scripts',
    alone: '',
    ciProduction: 'npm ci --ignore-scripts --omit=dev',
    member: (folder) => ['--workspace', folder],
    prune: 'npm prune --ignore-scripts --omit=dev',
    cache: '/root/.npm',
  },
  pnpm: {
    lockfile: 'pnpm-lock.yaml',
    install: 'pnpm install',
    run: 'pnpm run',
    ci: 'corepack enable && pnpm install --frozen-lockfile --ignore-scripts',
    alone: ' --ignore-workspace',
    ciProduction: 'corepack enable && pnpm install --frozen-lockfile --ignore-scripts --prod',
    member: (folder) => ['--filter', `./${folder}...`],
    prune: 'pnpm prune --prod --ignore-scripts --ignore-workspace',
    cache: '/root/.local/share/pnpm/store',
  },
  yarn: {
    lockfile: 'yarn.lock',
    install: 'yarn install',
    run: 'yarn run',
    ci: 'yarn install --frozen-lockfile --ignore-scripts',
    alone: '',
    ciProduction: 'yarn install --frozen-lockfile --ignore-scripts --production',
    member: () => [],
    prune: 'yarn install --frozen-lockfile --ignore-scripts --production',
    cache: '/usr/local/share/.cache/yarn',
  },
  bun: {
    lockfile: 'bun.lock',
    install: 'bun install',
    run: 'bun run',
    ci: `${BUN} install --frozen-lockfile --ignore-scripts`,
    alone: '',
    ciProduction: `${BUN} install --frozen-lockfile --ignore-scripts --production`,
    member: () => [],
    prune: `${BUN} install --frozen-lockfile --ignore-scripts --production`,
    cache: '/root/.bun/install/cache',
  },
};

/** The package manager that wrote a lockfile; npm, which needs none, where there is no lockfile. */
export function managerOf(lockfile: Lockfile | undefined): PackageManagerEntry {
  const found = Object.values(packageManagers).find((entry) => entry.lockfile === lockfile);
  return (
    found ?? {
      ...packageManagers.npm,
      ci: 'npm install --ignore-scripts --no-package-lock',
      ciProduction: 'npm install --ignore-scripts --omit=dev --no-package-lock',
    }
  );
}
