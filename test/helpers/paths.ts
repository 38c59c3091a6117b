// Where things lie in this repository, and the examples that tests run over.
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const REPO = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Folders under examples/. */
export const EXAMPLES = ['sql-store', 'text-tools', 'date-fns-server', 'report-jobs'] as const;
export type ExampleName = (typeof EXAMPLES)[number];

/** The user's module of each example, as `mcp-wrap` is told it. */
export const EXAMPLE_SOURCES: Readonly<Record<ExampleName, string>> = {
  'sql-store': './src/library.ts',
  'text-tools': './src/index.js',
  'date-fns-server': 'npm:date-fns',
  'report-jobs': './src/reports.ts',
};
