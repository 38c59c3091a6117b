import { Readable } from 'node:stream';
class Secret {
  #key = 1;
  get() {
    return this.#key;
  }
}
/** A callback. */
export function each(visit: (x: string) => void): void {}
/** An optional one is left out. */
export function maybe(id: string, done?: () => void): void {}
/** Optional members, too. */
export function members(options: { id: string; signal?: AbortSignal; log?(line: string): void }): void {}
/** A required member is not. */
export function hooks(options: { run(): void }): void {}
/** A symbol. */
export function sym(s: symbol): void {}
/** Never. */
export function impossible(n: never): void {}
/** A class instance. */
export function reveal(secret: Secret): void {}
/** A stream. */
export function pipe(input: Readable): void {}
/** Bytes out. */
export function bytes(): Promise<Buffer> {
  return Promise.resolve(Buffer.from(''));
}
/** Items. */
export async function* items() {
  yield 1;
}
/** A function out. */
export function later(): () => void {
  return () => {};
}
/** No types at all. */
export function anything(...args: any[]): void {}
/** this. */
export function bound(this: { n: number }): void {}
/** Some function. */
export const some: Function = later;
/** A function, or nothing. */
export const perhaps: ((text: string) => number) | undefined = undefined;
