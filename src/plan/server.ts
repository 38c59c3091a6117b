// Everything that is decided before a line is rendered. Pure.

import { normalUrl } from '../config/public-url.js';
import {
  type AuthKind,
  CONFIG_FILE,
  type Config,
  type HostingKind,
  type PackageManager,
  type ProxyKind,
} from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { EnvRead, ModuleModel, ToolModel } from '../model/module.js';
import { refuseCollisions } from '../model/names.js';
import type { Lockfile } from '../model/workspace.js';
import { overBudget } from './budget.js';
import { chooseTools, noTools, refuseUnknownNames } from './choice.js';
import {
  type Kept,
  planKept,
  refuseJobCollisions,
  settleModes,
  tooLong,
  tooOld,
  unshared,
} from './execution.js';
import { refuseProxied, refuseUnshared } from './hosting/rules.js';
import { isOurs } from './package-json.js';
import { deepHost, refuseNameless, respelt } from './proxy/public-host.js';
import { planRules, type Rules, refuseRules, ruledNames, unserved } from './rules.js';
import { lockless, type WorkspaceLayout } from './workspace.js';

/** Where things lie, as POSIX paths relative to `out` (`.` is out itself). */
export interface Layout {
  /** What `src/tools.gen.ts` imports: `../../src/lib.ts`, or a bare package name. */
  readonly importSpecifier: string;
  /** The source as people read it, relative to `out`: `../src/lib.ts`, `npm:date-fns`. */
  readonly sourceLabel: string;
  /** Folder of the package.json that owns the source (for `npm:`, of the project that installed it). */
  readonly packageDir: string;
  /** Set for `npm:` sources. */
  readonly packageName?: string;
  /** The package has no declarations: its JavaScript says its types. */
  readonly untyped?: boolean;
  /** The user's tsconfig.json. */
  readonly tsconfig?: string;
  /** Folder of the source module, relative to `packageDir`; `.` when it is the package folder itself. */
  readonly moduleDir: string;
  /** `out` itself, relative to `packageDir`; starts with `..` when out lies elsewhere. */
  readonly outFromPackage: string;
  /** The package folder has a lockfile, and of which package manager. */
  readonly packageLock?: Lockfile;
  /** The package is a member of a workspace, and installed by it. */
  readonly workspace?: WorkspaceLayout;
  /** `out` relative to the root of its git repository: `.` is the root itself, where CI files belong. */
  readonly fromRepository: string;
  /** The project brings its own src/lib.ts. */
  readonly starter: boolean;
}

/** A tool that will be served, under its final name and mode. */
export interface PlannedTool extends ToolModel {
  /** The argument list of the typed call is derived from `params` and `call`. */
  readonly mode: 'sync' | 'job';
}

export interface ServerPlan extends Kept {
  readonly name: string;
  readonly layout: Layout;
  readonly tools: readonly PlannedTool[];
  /** The module is one function or class: it is imported by default, and calls start from it. */
  readonly sole?: boolean;
  readonly auth: AuthKind;
  readonly rules: Rules;
  readonly hosting: HostingKind;
  readonly proxy: ProxyKind;
  readonly publicUrl?: string;
  /** Servers behind one address. */
  readonly replicas: number;
  readonly errors: Config['errors'];
  readonly packageManager: PackageManager;
  readonly node: string;
  readonly agents: boolean;
  /** Environment variables that the served tools read, by name. */
  readonly env: readonly EnvRead[];
  /** Written as mcp.config.json. */
  readonly config: Config;
  /** Version of this tool: recorded in the manifest, pinned in CI. */
  readonly toolVersion: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanInput {
  readonly config: Config;
  readonly model: ModuleModel;
  readonly layout: Layout;
  readonly toolVersion: string;
}

/**
 * Settles which exports are served and how.
 * @throws WrapError `tools.collision`, `tools.unknown`, `source.no-tools`, `source.kind`, `plan.open`, `plan.rules`,
 *   `plan.host`, `plan.hosting`
 */
export function planServer({ config, model, layout, toolVersion }: PlanInput): ServerPlan {
  refuseOpen(config);
  refuseProxied(config.hosting);
  refuseNameless(config.hosting);
  refuseOurs(layout);
  refuseCollisions(model.tools);
  refuseRules(config.auth);
  refuseUnknownNames(config, model, CONFIG_FILE, ruledNames(config.auth));
  const chosen = chooseTools(config, model);
  if (chosen.length === 0) throw noTools(model);
  const tools = settleModes(chosen, config);
  refuseJobCollisions(tools);
  const kept = planKept(tools, config);
  refuseUnshared(config.hosting, kept);
  const { publicUrl, replicas = 1 } = config.hosting;
  return {
    name: config.name,
    layout,
    tools: model.sole ? tools.map(ofTheWhole) : tools,
    ...(model.sole && { sole: true }),
    ...kept,
    auth: config.auth.kind,
    rules: planRules(tools, config.auth),
    hosting: config.hosting.kind,
    proxy: config.hosting.proxy,
    ...(publicUrl !== undefined && { publicUrl: normalUrl(publicUrl) }),
    replicas,
    errors: config.errors,
    packageManager: config.packageManager,
    node: config.node,
    agents: config.agents,
    env: neededBy(tools, model.env),
    config,
    toolVersion,
    diagnostics: [
      ...ofServed(tools, model.diagnostics),
      ...tooOld(kept, config),
      ...tooLong(tools, kept),
      ...unshared(tools, kept),
      ...deepHost(config.hosting),
      ...lockless(layout.workspace, config.hosting),
      ...respelt(config.hosting),
      ...overBudget(tools),
      ...unserved(tools, model, config.auth),
    ],
  };
}

/** What is imported is the default export itself. */
function ofTheWhole(tool: PlannedTool): PlannedTool {
  return { ...tool, call: { ...tool.call, path: tool.call.path.slice(1) } };
}

function neededBy(tools: readonly PlannedTool[], env: readonly EnvRead[]): readonly EnvRead[] {
  const names = new Set(tools.map(({ name }) => name));
  return env.filter(({ tools: readers }) => readers?.some((name) => names.has(name)) ?? true);
}

/** What is found about an export that is not served concerns nobody. */
function ofServed(
  tools: readonly PlannedTool[],
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const served = new Set(tools.map(({ source }) => source.export));
  return diagnostics
    .filter((one) => one.export === undefined || served.has(one.export))
    .map(({ export: _, ...diagnostic }) => diagnostic);
}

/** A server that imports its own copy of a package cannot import another one by that name. */
function refuseOurs({ packageName }: Layout): void {
  if (packageName === undefined || !isOurs(packageName)) return;
  throw new WrapError('source.kind', `generated servers use ${packageName} themselves`, {
    hint: `export what you want of it from a module of your own (export { … } from '${packageName}') and wrap that`,
  });
}

/** Without authentication only loopback is served; whatever publishes a port is refused together with it. */
export function refuseOpen({ auth, hosting }: Pick<Config, 'auth' | 'hosting'>): void {
  if (auth.kind !== 'none') return;
  const exposed = [
    hosting.kind !== 'none' && `hosting "${hosting.kind}"`,
    hosting.proxy !== 'none' && `proxy "${hosting.proxy}"`,
    hosting.publicUrl !== undefined && `the public URL ${hosting.publicUrl}`,
  ].filter((part) => part !== false);
  if (exposed.length === 0) return;
  throw new WrapError(
    'plan.open',
    `auth "none" serves loopback only, but ${exposed.join(' and ')} would publish it`,
    {
      hint: 'choose --auth bearer, or keep it local with --hosting none and no --public-url',
    },
  );
}
