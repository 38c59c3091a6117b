/** Values that travel as text. */
export function all(
  url: URL,
  pattern: RegExp,
  big: bigint,
  bytes: Uint8Array,
  buffer: Buffer,
  raw: ArrayBuffer,
): { url: URL; big: bigint; bytes: Uint8Array } {
  return { url, big, bytes };
}
/** Text is the narrowest of what it fits. */
export function narrowest(a: RegExp | URL, b: RegExp | bigint, c: Uint8Array | Date, d: Buffer | 'none'): string {
  return [a, b, c, d].map((one) => (typeof one === 'object' ? one.constructor.name : typeof one)).join(' ');
}
/** Digits are a bigint, a number is a number. */
export function size(n: bigint | number, one: bigint | 1, object: { a: bigint } | { a: number }): string {
  return [n, one, object.a].map((each) => `${typeof each} ${each}`).join(', ');
}
/** Few bigints. */
export function few(n: 1n | 2n): bigint {
  return n;
}
/** What is known of text stands before what any text may be. */
export function known(x: RegExp | `a${string}`, y: { a: unknown } | { a: Date }): string {
  return `${typeof x} ${y.a instanceof Date}`;
}
