/** A length with its unit. */
export interface Length {
  /** How many of the unit. */
  value: number;
  unit: 'm' | 'ft';
}
