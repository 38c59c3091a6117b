/** Measures. */
class Meter {
  /**
   * Counts letters.
   * @param {string} text what to count
   * @returns {number}
   */
  static letters(text) {
    return text.length;
  }

  /** Needs an instance. */
  reset() {}
}

module.exports = Meter;
