// Which programs of Debian this machine has.
import { spawnSync } from 'node:child_process';

/** Why tests of these programs are skipped, or undefined. In CI nothing may be missing: they run and fail. */
export function whyNotInstalled(...programs: readonly string[]): string | undefined {
  if (process.env.CI !== undefined) return undefined;
  const missing = programs.filter((program) => spawnSync(program, ['--version']).error);
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not installed`;
}
