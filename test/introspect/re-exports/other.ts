/** Helps. */
export function helper(x: string): string {
  return x;
}
export interface Shape { a: string }
