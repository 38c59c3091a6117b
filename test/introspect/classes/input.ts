export class Store {
  /** Opens. */
  static open(name: string): string {
    return name;
  }
  static #secret(): void {}
  private static hidden(): void {}
  /** Gets. */
  get(id: string): string {
    return id;
  }
  protected no(): void {}
}
/** An instance. */
export const store = new Store();
export namespace math {
  /** Doubles. */
  export function double(x: number): number {
    return 2 * x;
  }
}
