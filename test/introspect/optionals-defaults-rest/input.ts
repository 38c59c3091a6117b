enum Size { Small = 1, Large = 9 }
const LIMIT = 20;
/** Literal defaults reach the schema, computed ones the description. */
export function list(
  query?: string,
  limit = LIMIT,
  offset = -1,
  order: 'asc' | 'desc' = 'asc',
  size = Size.Large,
  fields: string[] = ['id', 'name'],
  since = Date.now(),
  nothing: string | null = null,
): void {}
/** Sums. @param xs the numbers */
export function sum(start: number, ...xs: number[]): number {
  return xs.reduce((a, b) => a + b, start);
}
/** Takes undefined. */
export function maybe(a: string | undefined, b: number): void {}
