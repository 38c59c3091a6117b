// The imports of src/tools.gen.ts: what the text below them mentions.
import { givesFile } from '../model/json-schema.js';
import type { PlannedTool, ServerPlan } from '../plan/server.js';
import { lit } from './helpers.js';
import { isOverloaded, trimsArguments } from './tool-traits.js';
import type { TypeNames } from './type-names.js';

const STRING_LITERALS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/** One line each; `body` is the text below them. */
export function toolImports(plan: ServerPlan, body: string, types: TypeNames): string {
  const code = body.replace(STRING_LITERALS, '');
  const uses = (name: string) => new RegExp(`(?<![.\\w$])${name}\\.`).test(code);
  const { tools, jobs, sole, layout } = plan;
  const some = (is: boolean, line: string) => (is ? [line] : []);
  const all = (name: string, file: string) =>
    some(uses(name), `import * as ${name} from './runtime/${file}.ts';`);
  return [
    ...some(uses('z'), "import { z } from 'zod';"),
    ...some(
      tools.length > 0,
      `import ${sole ? 'lib' : '* as lib'} from ${lit(layout.importSpecifier)};`,
    ),
    ...types.imports(),
    ...all('content', 'content'),
    ...fileImport(tools),
    ...all('instances', 'instances'),
    ...all('iterables', 'iterables'),
    ...some(jobs !== undefined, jobImport(plan)),
    ...all('outcomes', 'outcomes'),
    ...all('streams', 'streams'),
    ...some(tools.some(trimsArguments), "import { given } from './runtime/given.ts';"),
    ...some(tools.some(isOverloaded), "import { overloads } from './runtime/overloads.ts';"),
    ...all('rare', 'rare-values'),
    ...all('schemas', 'schemas'),
    ...all('shapes', 'shapes'),
    tools.length > 0
      ? "import { type Tool, tool } from './runtime/tool.ts';"
      : "import type { Tool } from './runtime/tool.ts';",
    ...all('toolObjects', 'tool-objects'),
    ...all('values', 'values'),
  ].join('\n');
}

function fileImport(tools: readonly PlannedTool[]): readonly string[] {
  const made = tools.filter((tool) => givesFile(tool) !== undefined);
  if (made.length === 0) return [];
  const isStreamed = made.some(({ delivery }) => delivery?.kind === 'bytes');
  return [`import { asFile${isStreamed ? ', forFile' : ''} } from './runtime/files/results.ts';`];
}

function jobImport({ tools }: ServerPlan): string {
  const file = "'./runtime/jobs/job-tool.ts'";
  return tools.some(({ mode, retry }) => mode === 'job' && retry)
    ? `import { type JobTool, retried } from ${file};`
    : `import type { JobTool } from ${file};`;
}
