/** One. */
export function load(id: string): string;
/** Two. @param id which @param deep how */
export function load(id: string, deep: boolean): string;
/** Three. */
export function load(id: string, done: () => void): void;
export function load(id: string, x?: unknown): string {
  return id;
}
/** A. */
export function tagged(a: string, b: string, c: string): void;
/** B. @mcp */
export function tagged(a: number): void;
export function tagged(): void {}
/** Callback only. */
export function both(f: () => void): void;
/** Served. */
export function both(x: number): void;
export function both(): void {}
