/**
 * Parses.
 * @param {string} text
 * @param {object} options
 * @param {number} options.limit how many
 */
module.exports = function parse(text, options) {
  return text.length + options.limit;
};
/** Helps. @param {...string} parts */
module.exports.helper = (...parts) => parts.join('');
