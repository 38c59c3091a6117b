export function typed(x: string): string {
  return x;
}
