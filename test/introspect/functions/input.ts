/** Adds. */
export function add(a: number, b: number): number {
  return a + b;
}
/** Greets. */
export const greet = (name: string): string => `hello ${name}`;
/** Waits. */
export async function wait(): Promise<void> {}
/** Says yes. */
export const yes = async function () {
  return true;
};
