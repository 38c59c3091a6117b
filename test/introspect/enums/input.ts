export enum Color {
  /** Like blood. */
  Red = 'red',
  Blue = 'blue',
}
export enum Level { Low, Mid = 5, High }
export const enum Fixed { A = 'a', B = 'b' }
enum Hidden { X = 'x', Y = 'y' }
/** Paints. */
export function paint(color: Color, level: Level, fixed: Fixed, hidden: Hidden, some: Color.Red | null): Level {
  return level;
}
