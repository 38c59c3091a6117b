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
