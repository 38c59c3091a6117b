export type Mode = 'slow' | 'fast' | 'auto';
/** Literals in their written order. */
export function run(mode: Mode, level: 3 | 1 | 2, flag: boolean | 'maybe', exact: 7): Mode {
  return mode;
}
/** Mixed. */
export function mixed(id: string | number, when: Date | string, open: 'a' | (string & {}), some: string | (() => void)): string | number {
  return id;
}
/** Literals that the compiler meets before the keys of what follows. */
export function unrelated(word: 'third' | 'second'): void {}
export const table = { first: 1, second: 2, third: 3 };
export type Key = keyof typeof table;
/** Keys as they are declared. */
export function look(key: keyof typeof table, other: Key): number {
  return table[key] + table[other];
}
