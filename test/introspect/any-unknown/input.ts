/** Anything. */
export function store(a: any, b: unknown, c: object, d: {}): any {
  return a;
}
/** Unknown. */
export function raw(): unknown {
  return 1;
}
