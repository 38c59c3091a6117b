// How much of a client's context the schemas take: more than the budget is served, with a warning.
import type { Diagnostic } from '../model/diagnostic.js';
import type { PublishedTool } from './published.js';
import { publishedTools } from './published.js';
import type { PlannedTool } from './server.js';

const TOOL_BYTES = 8 * 1024;
const SERVER_BYTES = 64 * 1024;

/** Warnings `schema.large`, per tool and for all of them together; sizes as in `tools/list`. */
export function overBudget(tools: readonly PlannedTool[]): readonly Diagnostic[] {
  const sizes = tools.flatMap((tool) =>
    publishedTools([tool]).map((each) => ({ tool, name: each.name, bytes: schemaBytes(each) })),
  );
  const large = sizes.filter(({ bytes }) => bytes > TOOL_BYTES);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const first = tools[0];
  return [
    ...large.map(({ tool, name, bytes }) =>
      warning(
        tool,
        `the schemas of ${name} take ${kilobytes(bytes)}; clients read up to 8 KB well`,
        {
          hint: 'give it a type with fewer members, or split it',
        },
      ),
    ),
    ...(total > SERVER_BYTES && first !== undefined
      ? [
          warning(
            first,
            `the schemas of all ${sizes.length} tools take ${kilobytes(total)}; clients read up to 64 KB well`,
            {
              hint: 'serve fewer exports: --tools a,b or --exclude x',
            },
          ),
        ]
      : []),
  ];
}

function schemaBytes({ inputSchema, outputSchema }: PublishedTool): number {
  const text = JSON.stringify([inputSchema, outputSchema]);
  return new TextEncoder().encode(text).byteLength;
}

function warning({ source }: PlannedTool, message: string, { hint }: { hint: string }): Diagnostic {
  const { file, line } = source;
  return { code: 'schema.large', severity: 'warning', file, line, message, hint };
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}
