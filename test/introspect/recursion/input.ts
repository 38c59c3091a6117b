export interface Tree {
  value: number;
  children: Tree[];
}
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
/** A sole recursive object is flattened. */
export function depth(tree: Tree): number {
  return 0;
}
/** Outputs are cut. */
export function grow(tree: Tree, json: Json): Tree {
  return tree;
}
export interface A { b?: B }
export interface B { a?: A; call?: () => void }
/** Mutual. */
export function mutual(a: A, n: number): B {
  return {};
}
interface Bad { ok?: string; next?: Bad; handler: () => void }
/** A branch that is given up leaves no definitions behind. */
export function abandoned(x: { bad?: Bad; n: number }, y: Bad | string): void {}
interface Pair { value: string; pair?: [Pair, Pair?] }
/** Itself twice in a tuple, once optional. */
export function pairs(pair: Pair): Pair {
  return pair;
}
interface Chain { value: string; rest: [Chain | null] }
/** Itself in a tuple, or null. */
export function chain(chain: Chain): Chain {
  return chain;
}
interface Linked {
  next: Map<string, Linked>;
  list: [Linked?];
  by: Record<string, Linked>;
  near?: Set<Linked>;
}
type Branch<T> = { value: T; children: Branch<T>[] };
/** Through maps, tuples, records and sets; generics once for each argument. */
export function through(linked: Linked, texts: Branch<string>, numbers: Branch<number>): string {
  return `${linked.next.size} ${texts.children[0]?.value} ${numbers.children[0]?.value}`;
}
enum Colour { Red = 'red', Blue = 'blue' }
interface Painted { colour: Record<`x-${string}`, Colour>; pair?: [Painted, Painted?] }
/** An enum without a name outside, in a type that is spelled out. */
export function painted(thing: Painted, n: number): Painted {
  return thing;
}
