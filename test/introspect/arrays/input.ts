export interface Names extends Array<string> {}
/** Arrays. */
export function join(names: string[], rows: number[][], frozen: readonly string[], list: Names, wide: Array<'a' | 'b'>): readonly string[] {
  return names;
}
interface List<T> {
  [index: number]: T;
  length: number;
}
/** What asks only for a length and items is given an array. */
export function last(values: ArrayLike<string>, list: List<{ id: number }> | null): string {
  return `${values[values.length - 1]} ${list?.[0]?.id}`;
}
