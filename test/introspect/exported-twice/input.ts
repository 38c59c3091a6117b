/** Adds. */
export function add(a: number, b: number): number {
  return a + b;
}
/** Negates. */
export const negate = (a: number): number => -a;
export class Text {
  /** Doubles. */
  static twice(text: string): string {
    return text + text;
  }
}
const other = {
  Text,
  /** Another add. */
  plus: (a: number): number => a,
};
export default { add, negate, minus: negate, Text, other };
export { negate as opposite };
