interface Steps {
  /** One more. */
  next(n: number): number;
}
const up: Steps = { next: (n) => n + 1 };
/** The default of a module is a member of its namespace. */
export default up;
/** Another of the same type is another. */
export const far: Steps = { next: (n) => n + 10 };
class Counter {
  #count = 0;
  /** How often it was called. */
  count(): number {
    this.#count += 1;
    return this.#count;
  }
}
export const counter = new Counter();
