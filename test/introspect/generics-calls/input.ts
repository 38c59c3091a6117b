/** A key of what is given: any text, for the object may be any. */
export function pick<T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

interface Person {
  name: string;
  age: number;
}
/** The constraint's own keys. */
export function column<T extends Person, K extends keyof T>(rows: T[], key: K): T[K][] {
  return rows.map((row) => row[key]);
}

/** The default stands in. */
export function wrap<T = string>(value: T, times: number): T[] {
  return Array.from({ length: times }, () => value);
}

/** The constraint stands in. */
export function longest<T extends { length: number }>(a: T, b: T): T {
  return a.length >= b.length ? a : b;
}

type Condition<T> = ((value: T) => boolean) | keyof T | [keyof T, unknown] | { [K in keyof T]?: T[K] };
/** Its second parameter follows the first in a way that only a caller in TypeScript can. */
export function findKey<T>(from: T | null, by?: Condition<T>): string | undefined {
  return from === null || by === undefined ? undefined : String(by);
}

/** One of its signatures can be called with plain data. */
export function first<T>(items: T[]): T | undefined;
export function first<T>(from: T, key: keyof T & `_${string}`): T[keyof T];
export function first(from: unknown, key?: string): unknown {
  return Array.isArray(from) ? from[0] : key;
}

/** The second type is inferred from the first. */
export function group<T extends Record<string, number>, R = T[keyof T]>(from: T, least?: R): number {
  return Object.values(from).filter((value) => value >= Number(least ?? 0)).length;
}

type Headline = Capitalize<string>;
/** A constraint that is shaped text. */
export function headline<T extends Headline>(text: T): Headline {
  return text;
}
