declare const tag: unique symbol;
export interface Labelled {
  id: string;
  [data: `data-${string}`]: string;
  [size: `size-${number}`]: number;
  [mark: `mark-${bigint}`]: boolean;
}
/** Several index signatures beside members. */
export function label(it: Labelled): Labelled {
  return it;
}
/** The narrower one decides. */
export function both(values: { [name: string]: string | number; [count: `n-${string}`]: number }): string {
  return Object.entries(values).join(' ');
}
/** Members that look like keys of the signature are what they are declared to be. */
export function declared(it: { 'x-a': 'fixed'; [other: `x-${string}`]: string }): string {
  return Object.values(it).join(' ');
}
/** Keys that are numbers; symbols are no keys of JSON. */
export function numbered(it: { size: number; [index: number]: number }, list: Record<number, Date>, s: { [tag: symbol]: number; n: number }): Record<number, Date> {
  return list;
}
export enum Side { Left = 'left', Right = 'right' }
/** Keys that are listed. */
export function listed(all: Record<'a' | 'b', number>, some: Partial<Record<'a' | 'b', number>>, sides: Record<Side, string>): Record<Side, string> {
  return sides;
}
/** Mapped strings as keys, dates as values. */
export function upper(by: Record<`X${Uppercase<string>}`, Date>): string[] {
  return Object.entries(by).map(([key, date]) => `${key} ${date.getUTCFullYear()}`);
}
interface Chain {
  end?: number;
  [next: `to-${string}`]: Chain | number | undefined;
}
/** Recursion through a signature. */
export function follow(chain: Chain, steps: number): string {
  return JSON.stringify(chain);
}
/** Values that may be undefined. */
export function holes(by: Record<string, number | undefined>): Record<string, number | undefined> {
  return { ...by, none: undefined };
}
/** Names with a number in them. */
export function sizes(by: Record<`w${number}`, number>): Record<`w${number}`, number> {
  return by;
}
