// The story of one generation: a source and a config become a plan, a tree, and a list of changes.
import { isDeepStrictEqual } from 'node:util';
import { CONFIG_FILE, type Config, configSchema } from './config/schema.js';
import type { Diagnostic } from './model/diagnostic.js';
import type { ModuleModel, SourceRef } from './model/module.js';
import { planLayout } from './plan/layout.js';
import { planServer, type ServerPlan } from './plan/server.js';
import { renderTree, renderWorkflow } from './render/files.js';
import { packageTemplates } from './render/templates.js';
import { diff, trackedPaths } from './tree/changes.js';
import { applyChanges, readDisk } from './tree/disk.js';
import type { Change, FileTree } from './tree/file-tree.js';
import { MANIFEST_PATH, parseJson } from './tree/manifest.js';
import { check, type Verdict } from './tree/verdict.js';

export interface GenerateRequest {
  readonly source: SourceRef;
  readonly model: ModuleModel;
  readonly config: Config;
  /** Absolute. */
  readonly out: string;
  /** Overwrites managed files that were edited, and foreign files of the same name. */
  readonly force: boolean;
  /** The project brings its own src/lib.ts. */
  readonly starter: boolean;
  /** Absolute: the git repository that `out` is or will be in, when there is one. */
  readonly repository?: string;
  /** Version of this package. */
  readonly toolVersion: string;
}

export interface Generated {
  readonly plan: ServerPlan;
  readonly changes: readonly Change[];
  readonly check: Verdict;
  readonly diagnostics: readonly Diagnostic[];
  /** The CI workflow, which is among `changes` only where `out` is the root of its repository. */
  readonly workflow: string;
}

/**
 * Everything that would be done to `out`; nothing is written.
 * @throws WrapError of the plan (`plan.open`, `tools.unknown`, …) or of reading the disk (`out.*`)
 */
export async function generate(request: GenerateRequest): Promise<Generated> {
  const { out, config, model, toolVersion, force } = request;
  const { tsconfig } = model;
  const source = { ...request.source, ...(tsconfig !== undefined && { tsconfig }) };
  const layout = planLayout({ ...request, source });
  const plan = planServer({ config, model, layout, toolVersion });
  const templates = packageTemplates();
  const rendered = renderTree(plan, templates);
  const manifest = readDisk(out, [MANIFEST_PATH]).get(MANIFEST_PATH);
  const disk = readDisk(out, trackedPaths(rendered, manifest));
  const tree = keepConfig(rendered, disk.get(CONFIG_FILE), config);
  const about = { generator: toolVersion, source: layout.sourceLabel };
  const changes = diff({ tree, disk, about, force });
  const surface = 'src/tools.gen.json';
  return {
    plan,
    changes,
    check: check(changes, disk.get(surface), tree.get(surface)?.content ?? ''),
    diagnostics: plan.diagnostics,
    workflow: renderWorkflow(plan, templates),
  };
}

/** Writes all of it or nothing. @throws WrapError `out.*` */
export function write(out: string, { changes }: Pick<Generated, 'changes'>): void {
  applyChanges(out, changes);
}

/** The user's own mcp.config.json stays as it is written while it says what was decided. */
function keepConfig(tree: FileTree, text: string | undefined, config: Config): FileTree {
  const file = tree.get(CONFIG_FILE);
  const said = configSchema.safeParse(text === undefined ? undefined : parseJson(text));
  if (file === undefined || text === undefined || !said.success) return tree;
  if (!isDeepStrictEqual(said.data, config)) return tree;
  return new Map(tree).set(CONFIG_FILE, { ...file, content: text });
}
