/** Runs it. */
export default function (x: string): string {
  return x;
}
