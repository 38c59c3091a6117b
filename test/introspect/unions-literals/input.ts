export type Mode = 'slow' | 'fast' | 'auto';
/** Literals in their written order. */
export function run(mode: Mode, level: 3 | 1 | 2, flag: boolean | 'maybe', exact: 7): Mode {
  return mode;
}
/** Mixed. */
export function mixed(id: string | number, when: Date | string, open: 'a' | (string & {}), some: string | (() => void)): string | number {
  return id;
}
