function helper(x: number): number {
  return x;
}
export default {
  /** Adds. */
  add(a: number, b: number): number {
    return a + b;
  },
  /** Helps. */
  helper,
  version: '1',
  nested: {
    /** Deep. */
    deep(): void {},
  },
};
