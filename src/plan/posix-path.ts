// Paths as generated files spell them.
import { relative, sep } from 'node:path';

/** One absolute path seen from another, with forward slashes; `.` where they are the same. */
export function posixPath(from: string, to: string): string {
  return relative(from, to).split(sep).join('/') || '.';
}
