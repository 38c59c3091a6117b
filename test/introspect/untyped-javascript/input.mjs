/** Knows nothing. */
export function f(x) {
  return x;
}
