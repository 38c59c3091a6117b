/**
 * Adds.
 * @param {number} a the first
 * @param {number} [b=2] the second
 * @returns {number}
 */
function add(a, b = 2) {
  return a + b;
}
/**
 * @typedef {object} Options
 * @property {string} name who
 * @property {boolean} [loud] how
 */
/** Greets. @type {(options: Options) => string} */
const greet = ({ name }) => name;
class Text {
  /** Doubles.
   * @param {string} text
   * @returns {string}
   */
  static twice(text) {
    return text + text;
  }
}
module.exports = { add, greet, Text, VERSION: 1 };
