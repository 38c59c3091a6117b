// Bounds how much is let through in a second, for what a loop could say without end.

/** Each call is one more: the result is how many may still come in this second; below 0 it is one too many. */
export function createRation(perSecond: number): () => number {
  let left = perSecond;
  let since = performance.now();
  return () => {
    const now = performance.now();
    if (now - since >= 1000) {
      since = now;
      left = perSecond;
    }
    left -= 1;
    return left;
  };
}
