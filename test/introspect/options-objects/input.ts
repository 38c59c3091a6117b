export interface Search {
  /** What to look for. */
  query: string;
  /** At most this many. @minimum 1 @maximum 100 */
  limit?: number;
}
/** A sole options object is flattened. */
export function search(options: Search): string {
  return options.query;
}
/** Optional, and all members are. */
export function prune(options: { days?: number } = {}): void {}
/** Optional as a whole but not in parts: nested. */
export function maybe(options?: Search): void {}
/** Several stay nested.
 * @param id which
 * @param options how
 * @param options.deep all the way
 */
export function copy(id: string, options: { deep?: boolean; to: string | undefined }): void {}
/** Destructured. */
export function resize({ width, height = 10, mode: how = 'fit' }: { width: number; height?: number; mode?: string }): void {}
/** Destructured beside others. @param id which @param size how large */
export function crop(id: string, { width = 5 }: { width?: number } = {}): void {}
