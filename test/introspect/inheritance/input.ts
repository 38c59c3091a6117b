interface Entity {
  /** Who. */
  id: string;
}
interface Named extends Entity {
  name: string;
}
export interface User extends Named {
  admin: boolean;
}
class Point {
  x = 0;
  y?: number;
}
/** Own members come first. */
export function save(user: User): Entity {
  return user;
}
/** A class of plain data. */
export function move(point: Point, by: number): Point {
  return point;
}
