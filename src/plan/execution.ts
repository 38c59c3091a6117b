// How each tool runs: as a plain call, or as a job.
import type { Config } from '../config/schema.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ToolModel } from '../model/module.js';
import { matches } from './choice.js';
import type { PlannedTool } from './server.js';

/** Long work will be start/status/result/cancel; until then a job is served as a plain call, and said so. */
export function settleModes(
  chosen: readonly ToolModel[],
  { tools }: Config,
): { tools: readonly PlannedTool[]; warnings: Diagnostic[] } {
  const warnings: Diagnostic[] = [];
  const settled = chosen.map((tool): PlannedTool => {
    const job = !matches(tool, tools.sync) && (tool.mode === 'job' || matches(tool, tools.job));
    if (job)
      warnings.push(unavailable(tool, tool.modeBy !== 'evidence' || matches(tool, tools.job)));
    return { ...tool, mode: 'sync' };
  });
  return { tools: settled, warnings };
}

/** What somebody asked for is a warning, what was only proposed a note. */
function unavailable({ source }: ToolModel, asked: boolean): Diagnostic {
  const { file, line } = source;
  const marked = asked ? 'marked' : 'proposed';
  return {
    code: 'job.unavailable',
    severity: asked ? 'warning' : 'note',
    file,
    line,
    message: `${source.export} is ${marked} as a job; it is generated as a plain tool`,
    hint: 'calls longer than TOOL_TIMEOUT (60 s by default) are ended; raise it with @timeout',
  };
}
