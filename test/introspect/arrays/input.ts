export interface Names extends Array<string> {}
/** Arrays. */
export function join(names: string[], rows: number[][], frozen: readonly string[], list: Names, wide: Array<'a' | 'b'>): readonly string[] {
  return names;
}
