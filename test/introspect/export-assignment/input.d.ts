/** Makes. */
declare function make(x: string): string;
declare namespace make {
  /** Helps. */
  function helper(n: number): number;
  const version: string;
}
export = make;
