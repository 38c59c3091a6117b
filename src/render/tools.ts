// Prints src/tools.gen.ts of a generated project: its tools as typed calls into the wrapped module.
import { givesFile } from '../model/json-schema.js';
import type { PlannedTool, ServerPlan } from '../plan/server.js';
import { callSource, isWrapped } from './call.js';
import { type Callee, nameCallees } from './callees.js';
import { definitionSources } from './definition-sources.js';
import { inOrder, nameDefinitions } from './definitions.js';
import { header } from './header.js';
import { lit } from './helpers.js';
import { type Doc, layout } from './layout.js';
import { toolImports } from './tool-imports.js';
import { toolInput } from './tool-input.js';
import { typeNames } from './type-names.js';
import { resultPath } from './type-path.js';
import { type ZodScope, zodSource } from './zod.js';

/** The text of src/tools.gen.ts. */
export function renderToolsModule(plan: ServerPlan): string {
  const definitions = nameDefinitions(plan.tools);
  const types = typeNames(plan.layout);
  const sources = definitionSources(types);
  const callees = nameCallees(plan.tools);
  const entryOf = (tool: PlannedTool): Doc =>
    toolSource(tool, callees.of(tool.call), sources.scope(definitions.get(tool) ?? new Map()));
  const ofMode = (mode: PlannedTool['mode']) => plan.tools.filter((tool) => tool.mode === mode);
  const tables = [
    tableSource('tools: readonly Tool[]', ofMode('sync').map(entryOf)),
    ...(plan.jobs === undefined
      ? []
      : [tableSource('jobs: readonly JobTool[]', ofMode('job').map(jobSource(entryOf)))]),
  ];
  const consts = inOrder(definitions).map((definition) => sources.of(definition));
  const instances = callees.sources.length === 0 ? [] : [callees.sources.join('\n')];
  const body = [...instances, ...consts, ...tables].join('\n\n');
  return `${[header(plan), toolImports(plan, body, types), '', body].join('\n')}\n`;
}

function tableSource(declared: string, items: readonly Doc[]): string {
  const style = items.length > 0 ? { style: 'lines' as const } : {};
  return layout({ open: `export const ${declared} = [`, items, close: '];', ...style });
}

/** Run again when its process died, where the module says that this does no harm. */
function jobSource(entryOf: (tool: PlannedTool) => Doc): (tool: PlannedTool) => Doc {
  return (tool) =>
    tool.retry ? { open: 'retried(', items: [entryOf(tool)], close: ')' } : entryOf(tool);
}

function toolSource(tool: PlannedTool, callee: Callee, scope: ZodScope): Doc {
  const { signatures, output, undefinable, delivery, ...plain } = tool;
  if (signatures === undefined) return signatureSource(tool, callee, scope);
  const items = signatures.map((signature) =>
    signatureSource({ ...plain, ...signature }, callee, scope),
  );
  return { open: 'overloads(', items, close: ')', style: 'lines' };
}

function signatureSource(tool: PlannedTool, callee: Callee, scope: ZodScope): Doc {
  const fn = callee.type;
  const output = outputSource(tool, {
    ...scope,
    mode: 'output',
    path: tool.call.bound ? undefined : resultPath(fn, tool.delivery),
  });
  const members: readonly Doc[] = [
    `name: ${lit(tool.name)}`,
    ...(tool.timeout === undefined ? [] : [`timeout: ${milliseconds(tool.timeout)}`]),
    ['input: ', toolInput(tool, fn, { ...scope, mode: 'input' })],
    ...(output === undefined ? [] : [['output: ', output]]),
    callSource(tool, callee),
  ];
  return { open: 'tool({ ', items: members, close: ' })', style: 'lines' };
}

function outputSource(tool: PlannedTool, scope: ZodScope): Doc | undefined {
  const isPublished = tool.returns === 'value' && givesFile(tool) === undefined;
  if (!isPublished || tool.output === undefined) return undefined;
  const source = zodSource(tool.output, scope);
  return isWrapped(tool)
    ? { open: 'z.object({ ', items: [['result: ', source]], close: ' })' }
    : source;
}

function milliseconds(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '_');
}
