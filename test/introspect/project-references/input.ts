import type { Square } from '#shapes';
// Not built: the project that is referred to is read instead.
import type { Length } from './units/dist/index.js';

/** Metres of a length. */
export function metres(length: Length): number {
  return length.unit === 'm' ? length.value : length.value * 0.3048;
}

/** The area of a square, whose type is found by an alias of the project's own configuration. */
export function area(square: Square, times: number): number {
  return square.side ** 2 * times;
}
