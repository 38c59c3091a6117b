// Which exports are tools: what was answered, else what was proposed.
import { closest } from 'fastest-levenshtein';
import type { Config } from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ModuleModel, ToolModel } from '../model/module.js';
import { jobNames } from '../model/names.js';

/** Names in the answers are exports (`Store.find`) or tools (`Store_find`). */
export function matches(tool: ToolModel, names: readonly string[]): boolean {
  return names.includes(tool.name) || names.includes(tool.source.export);
}

/** @throws WrapError `tools.unknown`, naming the nearest export, and the file the name stands in */
export function refuseUnknownNames(
  { tools }: Pick<Config, 'tools'>,
  model: ModuleModel,
  file?: string,
  ruled: readonly string[] = [],
): void {
  const named = [
    tools.only ?? [],
    tools.exclude,
    tools.includeDangerous,
    tools.job,
    tools.sync,
    ruled,
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
    const job = model.tools.find((tool) =>
      Object.values({ ...jobNames(tool.name) }).includes(name),
    );
    const where = file === undefined ? '' : `, which ${file} names`;
    throw new WrapError('tools.unknown', `the source has no export "${name}"${where}`, {
      hint:
        name === '*'
          ? 'all tools are "*" by itself, without the list around it'
          : job
            ? `say "${job.name}": a job goes by its own name, for all of its tools`
            : candidates.length > 0
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

/** Why nothing would be served, export by export, and the way in. */
export function noTools(model: ModuleModel): WrapError {
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
    hint: wayIn(model),
    diagnostics,
  });
}

function wayIn({ tools, skipped }: ModuleModel): string {
  const names = (some: readonly ToolModel[]) => some.map((tool) => tool.source.export);
  const proposed = names(tools.filter((tool) => tool.proposal.include));
  const leftOut = names(tools.filter((tool) => !tool.proposal.include));
  if (proposed.length > 0) {
    return `--tools, --exclude or "tools" in mcp.config.json leave out ${proposed.join(', ')}: let one of them in`;
  }
  if (leftOut.length > 0) {
    return `left out by default: ${leftOut.join(', ')}; bring one in with --include-dangerous ${leftOut[0]}`;
  }
  return (
    skipped.find((skip) => skip.hint !== undefined)?.hint ??
    'export a function whose parameters are plain data'
  );
}
