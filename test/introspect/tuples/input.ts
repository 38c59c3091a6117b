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
/** Labels have comments of their own; the rest has a label, too. */
export function labelled(
  who: [
    /** As it is written. */
    name: string,
    age?: number,
    ...tags: string[],
  ],
): [ok: boolean, why?: string] {
  return [who.length > 1];
}
/** Read-only, in each other. */
export function nested(pairs: readonly (readonly [number, [string, boolean?]])[]): typeof pairs {
  return pairs;
}
/** Undefined members of lists are null in JSON, and nothing that can be sent. */
export function gaps(items: (string | undefined)[], pair: [string | undefined, Date?]): { items: (number | undefined)[]; pair: [Date | undefined, number?]; by: Map<number, string | undefined> } {
  return { items: [items.length, undefined], pair: [undefined], by: new Map([[1, undefined]]) };
}
/** A rest of nothing. */
export function closed(it: [string, ...never[]]): [string, ...never[]] {
  return it;
}
