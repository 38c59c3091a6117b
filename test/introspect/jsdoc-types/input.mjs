/**
 * @typedef {object} Place
 * @property {string} city where it is
 * @property {number} [level] floors up
 */

/** @typedef {import('./types.mjs').Kind} Kind */

/**
 * Where something is.
 * @param {Place} place
 * @param {Kind} kind
 * @returns {string}
 */
export function locate(place, kind) {
  return `${kind} in ${place.city}, ${place.level ?? 0}`;
}

/**
 * The first of them.
 * @template {string | number} T
 * @param {T[]} items
 * @returns {T | undefined}
 */
export function first(items) {
  return items[0];
}

/** @type {(count: number, name?: string) => string} */
export const times = (count, name = 'x') => name.repeat(count);

/**
 * @overload
 * @param {string} value
 * @returns {string}
 */
/**
 * @overload
 * @param {string} value
 * @param {number} width
 * @returns {string}
 */
/**
 * Pads.
 * @param {string} value
 * @param {number} [width]
 * @returns {string}
 */
export function pad(value, width = 4) {
  return value.padEnd(width, '.');
}
