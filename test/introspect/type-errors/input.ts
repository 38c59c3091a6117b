/** Wrong inside. */
export function wrong(x: number): number {
  const y: string = x;
  return y.length;
}
