// The packages that are counted and called, and where they are installed from.
import { fileURLToPath } from 'node:url';

/** Folder with the package.json and the lockfile of them all. */
export const FIXTURE = fileURLToPath(new URL('.', import.meta.url));

/** As `mcp-wrap npm:<name>` is told. */
export const PACKAGES = [
  'lodash',
  'semver',
  'validator',
  'csv-parse',
  'csv-parse/sync',
  'mathjs',
  'marked',
  'js-yaml',
  'ms',
  'date-fns',
  'dayjs',
] as const;
export type PackageName = (typeof PACKAGES)[number];
