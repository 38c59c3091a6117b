import type { Missing } from 'no-such-package';
/** Skipped. */
export function lost(x: Missing): void {}
/** Kept, its result is not described. */
export function kept(x: string): Missing {
  throw new Error(x);
}
export { gone } from './no-such-file.js';
/** Inside a result, which is described as far as it is known. */
export const partly = (x: string): { x: string; y: Missing } => ({ x, y: kept(x) });
export * from 'no-such-package/part';
export * from './other.js';
