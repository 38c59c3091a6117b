export type UserId = string & { readonly __brand: 'UserId' };
declare const tag: unique symbol;
type Tagged<T, Name extends string> = T & { readonly [tag]: Name };
/**
 * Whole cents.
 * @minimum 0
 * @integer
 */
export type Cents = Tagged<number, 'cents'>;
type Sku = Tagged<string, 'sku'>;
type Level = ('low' | 'high') & { readonly __brand: 'Level' };
type Money = { readonly amount: number; readonly [tag]: 'money' };
type Sorted = string[] & { readonly __brand: 'Sorted' };
interface Part {
  sku: Sku;
  parts: Part[];
}
interface Box {
  ids: UserId[];
  prices: Record<string, Cents>;
  sku: Sku | null;
  either: Sku | { text: string };
}
/** Exported by name, and not. */
export function byId(id: UserId, sku?: Sku, level: Level | 'none' = 'none'): string {
  return `${id} ${sku ?? '-'} ${level}`;
}
/** Nested in objects, lists, records, unions. */
export function box(box: Box): Box {
  return box;
}
/** Where no index leads. */
export function held(byId: Map<UserId, Cents>, skus: Set<Sku>): { skus: Set<Sku>; total: Cents } {
  let total = 0;
  for (const cents of byId.values()) total += cents;
  return { skus, total: total as Cents };
}
/** Branded objects and lists. */
export function pay(money: Money, tags: Sorted, days: readonly (Date & { __brand: 'day' })[]): Money {
  return money;
}
/** In a recursive type. */
export function count(part: Part, other: Part): number {
  return part.parts.length + other.parts.length;
}
type Nested = Sku | Nested[];
/** In a recursive union. */
export function flat(nested: Nested): string {
  return String(nested);
}
/** The key of a record. */
export function keyed(by: Record<Sku, Sku>): number {
  return Object.keys(by).length;
}
