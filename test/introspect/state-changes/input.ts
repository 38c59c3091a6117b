let last = 0;
const kept = { count: 0 };
const list: string[] = [];
/** By an array pattern. */
export function swap(value: number): number {
  [last] = [value];
  return last;
}
/** By an object pattern. */
export function store(count: number): void {
  ({ count: kept.count } = { count });
}
/** By a loop. */
export function each(values: number[]): void {
  for (last of values) {
  }
}
/** Through a default value. */
export function through(count: number, to = kept): void {
  to.count = count;
}
/** By a method taken from its object. */
export function put(text: string): void {
  const { push } = list;
  push.call(list, text);
}
function* numbers(): Generator<number, never> {
  for (let next = 0; ; next++) yield next;
}
const counter = numbers();
/** A generator goes on. */
export function next(): number {
  return counter.next().value;
}
const sticky = /x/g;
/** A regular expression goes on, too. */
export function goesOn(text: string): boolean {
  return sticky.test(text);
}
const still = /x/;
/** This one does not. */
export function stays(text: string): boolean {
  return still.test(text);
}
function load(): number {
  last += 1;
  return last;
}
const first = load();
/** What made a value of the module is called again. */
export function again(): number {
  return first + load();
}
/** Its own names and lists are nobody else's. */
export function own(values: number[]): number[] {
  const all: number[] = [];
  let one = 0;
  [one = 0] = values;
  for (one of values) all.push(one);
  return all;
}
