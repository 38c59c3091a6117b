// Everything that is decided before a line is rendered. Pure.
import { closest } from 'fastest-levenshtein';
import type { AuthKind, Config, HostingKind, PackageManager, ProxyKind } from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ModuleModel, ToolModel } from '../model/module.js';
import { overBudget } from './budget.js';

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
  /** The user's tsconfig.json. */
  readonly tsconfig?: string;
  /** Folder of the source module, relative to `packageDir`; `.` when it is the package folder itself. */
  readonly moduleDir: string;
  /** `out` itself, relative to `packageDir`; starts with `..` when out lies elsewhere. */
  readonly outFromPackage: string;
  /** The package folder has a lockfile, and of which package manager. */
  readonly packageLock?: 'package-lock.json' | 'pnpm-lock.yaml' | 'yarn.lock' | 'bun.lock';
  /** `out` is the root of a git repository (or will be made one): CI files belong here. */
  readonly isRepositoryRoot: boolean;
  /** The project brings its own src/lib.ts. */
  readonly starter: boolean;
}

/** A tool that will be served, under its final name and mode. */
export interface PlannedTool extends ToolModel {
  /** The argument list of the typed call is derived from `params` and `call`. */
  readonly mode: 'sync' | 'job';
}

export interface ServerPlan {
  readonly name: string;
  readonly layout: Layout;
  readonly tools: readonly PlannedTool[];
  readonly auth: AuthKind;
  readonly hosting: HostingKind;
  readonly proxy: ProxyKind;
  readonly publicUrl?: string;
  readonly errors: Config['errors'];
  readonly packageManager: PackageManager;
  readonly node: string;
  readonly agents: boolean;
  /** Environment variables the tools read, sorted. */
  readonly env: readonly string[];
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
 * @throws WrapError `tools.unknown`, `source.no-tools`, `plan.open`
 */
export function planServer({ config, model, layout, toolVersion }: PlanInput): ServerPlan {
  refuseOpen(config);
  refuseUnknownNames(config, model);
  const chosen = chooseTools(config, model);
  if (chosen.length === 0) throw noTools(model);
  const { tools, warnings } = settleModes(chosen, config);
  const { publicUrl } = config.hosting;
  return {
    name: config.name,
    layout,
    tools,
    auth: config.auth.kind,
    hosting: config.hosting.kind,
    proxy: config.hosting.proxy,
    ...(publicUrl !== undefined && { publicUrl }),
    errors: config.errors,
    packageManager: config.packageManager,
    node: config.node,
    agents: config.agents,
    env: model.env,
    config,
    toolVersion,
    diagnostics: [...model.diagnostics, ...warnings, ...overBudget(tools)],
  };
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

/** Names in the answers are exports (`Store.find`) or tools (`Store_find`). */
function matches(tool: ToolModel, names: readonly string[]): boolean {
  return names.includes(tool.name) || names.includes(tool.source.export);
}

/** @throws WrapError `tools.unknown`, naming the nearest export */
export function refuseUnknownNames({ tools }: Pick<Config, 'tools'>, model: ModuleModel): void {
  const named = [
    tools.only ?? [],
    tools.exclude,
    tools.includeDangerous,
    tools.job,
    tools.sync,
  ].flat();
  const known = new Set(model.tools.flatMap((tool) => [tool.name, tool.source.export]));
  const skipped = new Map(model.skipped.map((skip) => [skip.export, skip]));
  for (const name of named) {
    if (known.has(name)) continue;
    const skip = skipped.get(name);
    if (skip) {
      if (tools.exclude.includes(name)) continue;
      throw new WrapError(
        'tools.unknown',
        `"${name}" cannot be a tool (${skip.file}:${skip.line}): ${skip.reason}`,
        {
          ...(skip.hint !== undefined && { hint: skip.hint }),
        },
      );
    }
    const candidates = [...known, ...skipped.keys()];
    throw new WrapError('tools.unknown', `the source has no export "${name}"`, {
      hint:
        candidates.length > 0
          ? `did you mean "${closest(name, candidates)}"?`
          : 'it exports no function',
    });
  }
}

/** The exports that the answers serve, in source order. */
export function chooseTools(
  { tools }: Pick<Config, 'tools'>,
  model: ModuleModel,
): readonly ToolModel[] {
  const { only, exclude, includeDangerous } = tools;
  return model.tools.filter((tool) => {
    if (matches(tool, exclude)) return false;
    if (only) return matches(tool, only);
    return tool.proposal.include || matches(tool, includeDangerous);
  });
}

function noTools(model: ModuleModel): WrapError {
  const leftOut = model.tools
    .filter((tool) => !tool.proposal.include)
    .map((tool) => tool.source.export);
  const hint =
    leftOut.length > 0
      ? `left out by default: ${leftOut.join(', ')}; bring one in with --include-dangerous ${leftOut[0]}`
      : (model.skipped.find((skip) => skip.hint !== undefined)?.hint ??
        'export a function whose parameters are plain data');
  const diagnostics = model.skipped.map(
    ({ file, line, reason, hint: way, export: name }): Diagnostic => ({
      code: 'export.skipped',
      severity: 'error',
      file,
      line,
      message: `${name}: ${reason}`,
      ...(way !== undefined && { hint: way }),
    }),
  );
  return new WrapError('source.no-tools', 'no export of the source becomes a tool', {
    hint,
    diagnostics,
  });
}

/** Long work will be start/status/result/cancel; until then a job is served as a plain call, and said so. */
function settleModes(
  chosen: readonly ToolModel[],
  { tools }: Config,
): { tools: readonly PlannedTool[]; warnings: Diagnostic[] } {
  const warnings: Diagnostic[] = [];
  const settled = chosen.map((tool): PlannedTool => {
    const job = !matches(tool, tools.sync) && (tool.mode === 'job' || matches(tool, tools.job));
    if (job) {
      warnings.push({
        code: 'job.unavailable',
        severity: 'warning',
        file: tool.source.file,
        line: tool.source.line,
        message: `${tool.source.export} is marked as a job; it is generated as a plain tool`,
        hint: 'calls longer than TOOL_TIMEOUT (60 s by default) are ended; raise it with @timeout',
      });
    }
    return { ...tool, mode: 'sync' };
  });
  return { tools: settled, warnings };
}
