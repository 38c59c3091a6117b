export interface Circle { kind: 'circle'; radius: number }
export interface Square { kind: 'square'; side: number }
export type Shape = Circle | Square | { kind: 'none' };
/** A sole union stays nested. */
export function area(shape: Shape): number {
  return 0;
}
/** Both ways. */
export function shapes(xs: Shape[]): Promise<Shape> {
  return Promise.resolve(xs[0]!);
}
/** No tag. */
export function untagged(x: { a: string } | { b: number }): void {}
