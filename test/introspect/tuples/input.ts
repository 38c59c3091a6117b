/** Tuples. */
export function line(
  from: [x: number, y: number],
  to: [number, number?],
  rest: [string, ...number[]],
  frozen: readonly [boolean],
): [name: string, length?: number] {
  return ['a'];
}
/** A rest tuple becomes parameters. */
export function spread(...args: [id: string, count?: number]): void {}
/** And their rest is one. */
export function tail(...args: [id: string, ...counts: number[]]): void {}
/** A rest in the middle. */
export function middle(x: [string, ...number[], boolean]): [string, ...number[], boolean] {
  return x;
}
