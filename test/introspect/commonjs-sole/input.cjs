/**
 * Doubles a number, and nothing else is exported.
 * @param {number} value what to double
 * @returns {number}
 */
module.exports = function double(value) {
  return value * 2;
};
