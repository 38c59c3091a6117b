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
type Layout<T> = { columns?: boolean | (T extends string[] ? string : number)[] };
type WithColumns<T> = Omit<Layout<T>, 'columns'> & { columns: Exclude<Layout<T>['columns'], undefined | false> };
/** The first cannot be served, but calls of the second may be its own: what comes back is not told. */
export function rows<T = unknown>(text: string, layout: WithColumns<T>): T[];
export function rows(text: string, layout: Layout<unknown>): string[][];
export function rows(text: string, layout: { columns?: unknown }): any[] {
  return layout.columns ? [{ text }] : [[text]];
}
