import type { Missing } from 'no-such-package';
/** Skipped. */
export function lost(x: Missing): void {}
/** Kept, its result is not described. */
export function kept(x: string): Missing {
  throw new Error(x);
}
export { gone } from './no-such-file.js';
