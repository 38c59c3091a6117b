/** Arrays of numbers. */
export function numbers(a: Int8Array, b: Uint16Array, c: Int32Array, d: Float64Array, e?: Float32Array): Float64Array[] {
  return [Float64Array.from([...a, ...b, ...c, ...d, ...(e ?? [])])];
}
/** Bytes of other kinds. */
export async function bytes(blob: Blob, view: DataView): Promise<{ size: number; first: number; view: DataView }> {
  return { size: blob.size, first: view.getUint8(0), view };
}
/** Parts of the web. */
export function web(query: URLSearchParams, headers: Headers): { query: URLSearchParams; headers: Headers } {
  query.append('more', '1');
  return { query, headers };
}
/** Whatever can be read from start to end. */
export function read(items: Iterable<string>, list: ArrayLike<number>, set: ReadonlySet<string>): string {
  return [...items, list.length, ...set].join(' ');
}
/** What an array-like result is cannot be told. */
export function arrayLike(): { items: ArrayLike<unknown>; blob: Blob } {
  return { items: ['a'], blob: new Blob(['x']) };
}
