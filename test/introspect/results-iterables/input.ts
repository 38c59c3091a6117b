interface Row {
  id: number;
  at?: Date;
}
export enum Color {
  Red = 'red',
  Blue = 'blue',
}
/** Counts up.
 * @returns the numbers
 */
export async function* count(to: number): AsyncGenerator<number, void, unknown> {
  for (let n = 1; n <= to; n += 1) yield n;
}
/** Rows, one by one; inferred. */
export async function* rows(ids: number[]) {
  for (const id of ids) {
    const row: Row = { id, at: new Date(id) };
    yield row;
  }
}
/** A sync generator that is promised. */
export async function colors(): Promise<Generator<Color>> {
  return (function* () {
    yield Color.Red;
    yield Color.Blue;
  })();
}
/** The sum is what counts.
 * @returns the sum
 */
export function* sum(values: number[]): Generator<number, number> {
  let total = 0;
  for (const value of values) {
    total += value;
    yield total;
  }
  return total;
}
/** Ends with a report. */
export async function* report(parts: string[]): AsyncGenerator<string, { done: number; at: Date }> {
  for (const part of parts) yield part;
  return { done: parts.length, at: new Date(0) };
}
/** Ends with text. */
export function* shout(words: string[]): Generator<string, string, boolean> {
  yield* words;
  return words.join(' ').toUpperCase();
}
/** An iterable. */
export function letters(word: string): Iterable<string> {
  return new Set(word);
}
/** An iterator alone. */
export function cycle(): Iterator<'tick' | 'tock'> {
  return (['tick', 'tock'] as const).values();
}
/** Of a class of one's own. */
export class Page implements AsyncIterable<{ n: bigint }> {
  constructor(readonly size: number) {}
  async *[Symbol.asyncIterator]() {
    for (let n = 0n; n < this.size; n += 1n) yield { n };
  }
}
/** A page of numbers. */
export function page(size: number): Page {
  return new Page(size);
}
/** Promises in an iterable are awaited. */
export function soon(): Iterable<Promise<number>> {
  return [Promise.resolve(1), Promise.resolve(2)];
}
/** Nothing is known of the items. */
export function* untyped(): Generator<unknown, void> {
  yield { a: 1n };
}
/** Without an end: stopped when it is too much. */
export function* forever(): Generator<string> {
  for (;;) yield 'x'.repeat(1000);
}
/** Fails on the way. */
export async function* failing(): AsyncGenerator<number> {
  yield 1;
  throw new Error('no more rows');
}
/** Items that take themselves for something else. */
export function* wrong(): Generator<number> {
  yield JSON.parse('"text"');
}
/** Perhaps. */
export function perhaps(some: boolean): Iterable<string> | undefined {
  return some ? new Set(['a']) : undefined;
}
/** A set is a value of its own. */
export function distinct(words: string[]): Set<string> {
  return new Set(words);
}
/** What is within a result is neither awaited nor collected: said aloud. */
export function held(): {
  later: Promise<Date>;
  perhaps?: Promise<string> | null;
  steps: IterableIterator<number>;
  keys: MapIterator<string>;
  list: Iterable<number>;
} {
  const keys = new Map([['a', 1]]).keys();
  return { later: Promise.resolve(new Date(0)), steps: [1].values(), keys, list: [1] };
}
/** Promises in a list. */
export function several(): Promise<string>[] {
  return [Promise.resolve('a')];
}
