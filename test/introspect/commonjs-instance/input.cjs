class Service {
  /**
   * Says it back.
   * @param {string} text
   * @returns {string}
   */
  ping(text) {
    return text;
  }
}

class Counter {
  count = 0;
  /** Counts one on. */
  next() {
    this.count += 1;
    return this.count;
  }
}

module.exports = { Service, service: new Service(), Counter };
