export const enum Letter { A = 'a', B = 'b' }
export enum Sign { Zero, Plus = 1, Minus = -1 }
enum Computed { Long = 'long'.length, Two = 2 }
enum Hidden { One = 'one', Two = 'two' }
const colors = { red: 1, blue: 2 } as const;
/** Enums of every kind. */
export function enums(letter: Letter, sign: Sign, computed: Computed, hidden: Hidden[], some: Sign.Plus | Sign.Minus): (Sign | Letter)[] {
  return [sign, letter];
}
/** Where an enum has no name, in maps and records. */
export function hiddenIn(by: Map<Hidden, Set<Hidden>>, keys: Record<Hidden, Hidden>, more: Record<string, Hidden>): Record<`to-${string}`, Hidden> {
  return { 'to-one': keys.one };
}
/** Literals side by side. */
export function mixed(
  number: -1 | 1,
  flag: true | 'x' | false | null,
  key: keyof typeof colors,
  value: (typeof colors)[keyof typeof colors],
  maybe: 'a' | null | undefined,
  falsy: 0 | '0' | false,
  big: 10n | -20n,
  only: true,
): bigint {
  return big;
}
/** Strings that are mapped, and templates of them. */
export function mapped(
  upper: Uppercase<string>,
  lower: Lowercase<string>,
  capital: Capitalize<string>,
  small: Uncapitalize<string>,
  code: `X-${Uppercase<string>}-${bigint}`,
): Uppercase<string> {
  return upper;
}
/** Members that are undefined, null, or never there. */
export function absent(it: { a?: string | null; b: number | undefined; c?: undefined; d: null; e?: never }): number {
  return Object.keys(it).length;
}
const LEVELS = ['low', 'mid', 'high', 'all'] as const;
type Level = (typeof LEVELS)[number];
interface Job {
  state: 'waiting' | 'active' | 'done';
  size: 3 | 1;
}
/** In the order of what they are made from. */
export function inOrder<K extends 'z' | 'y' | 'x'>(
  level: Level,
  state: Job['state'],
  size: Job['size'],
  key: K,
  rest: Exclude<Level, 'mid'>,
  grid: `${'m' | 'l'}${1 | 0}`,
): Level[] {
  return [level];
}
