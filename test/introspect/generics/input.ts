/** The constraint stands in. */
export function ids<T extends { id: string }>(items: T[]): T[] {
  return items;
}
/** The default stands in. */
export function withDefault<T = string>(x: T, n: number): T {
  return x;
}
/** Nothing is known. */
export function identity<T>(x: T): T {
  return x;
}
/** Partly known. */
export function pick<T extends object, K extends keyof T>(from: T, key: K): T[K] {
  return from[key];
}
