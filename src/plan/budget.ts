// How much of a client's context the schemas take: more than the budget is served, with a warning.
import type { Diagnostic } from '../model/diagnostic.js';
import { inputSchema, outputSchema } from '../model/json-schema.js';
import type { ToolModel } from '../model/module.js';

const TOOL_BYTES = 8 * 1024;
const SERVER_BYTES = 64 * 1024;

/** Warnings `schema.large`, per tool and for all of them together; sizes as in `tools/list`. */
export function overBudget(tools: readonly ToolModel[]): readonly Diagnostic[] {
  const sizes = tools.map((tool) => ({ tool, bytes: schemaBytes(tool) }));
  const large = sizes.filter(({ bytes }) => bytes > TOOL_BYTES);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const first = tools[0];
  return [
    ...large.map(({ tool, bytes }) =>
      warning(
        tool,
        `the schemas of ${tool.name} take ${kilobytes(bytes)}; clients read up to 8 KB well`,
        {
          hint: 'give it a type with fewer members, or split it',
        },
      ),
    ),
    ...(total > SERVER_BYTES && first !== undefined
      ? [
          warning(
            first,
            `the schemas of all ${tools.length} tools take ${kilobytes(total)}; clients read up to 64 KB well`,
            {
              hint: 'serve fewer exports: --tools a,b or --exclude x',
            },
          ),
        ]
      : []),
  ];
}

function schemaBytes(tool: ToolModel): number {
  const text = JSON.stringify([inputSchema(tool), outputSchema(tool)]);
  return new TextEncoder().encode(text).byteLength;
}

function warning({ source }: ToolModel, message: string, { hint }: { hint: string }): Diagnostic {
  const { file, line } = source;
  return { code: 'schema.large', severity: 'warning', file, line, message, hint };
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}
