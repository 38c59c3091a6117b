/** Records. */
export function tally(
  counts: Record<string, number>,
  flags: Record<'a' | 'b', boolean>,
  index: { [name: string]: string[] },
  byNumber: Record<number, string>,
  mixed: { id: string; [other: string]: string },
  data: { [key: `data-${string}`]: string },
): Record<string, { n: number }> {
  return Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, { n }]));
}
/** Nothing may be in them. */
export function empty(none: Record<string, never>, either: { [key: string]: never } | { a: string }, list: never[], ...more: never[]): Record<string, never> {
  return [...list, ...more][0] ?? ('a' in either ? {} : none);
}
/** One of them alone, and in results. */
export function nothing(none: Record<string, never>): { none: Record<string, never>; list: never[]; all: readonly never[] } {
  return { none, list: [], all: [] };
}
