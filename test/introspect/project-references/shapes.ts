export interface Square {
  side: number;
}
