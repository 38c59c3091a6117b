import { EventEmitter } from 'node:events';

abstract class Base {
  protected prefix = '';
  /** Of the class above. */
  describe(): string {
    return `${this.prefix}${this.kind()}`;
  }
  protected abstract kind(): string;
}
/** Counts. */
export class Counter extends Base {
  #total = 0;
  constructor(start = 0, ...more: number[]) {
    super();
    this.#total = start + more.length;
  }
  protected kind(): string {
    return 'counter';
  }
  /** Adds to what is there. */
  add(n: number): number {
    this.#total += n;
    return this.#total;
  }
  /** An arrow knows its instance. */
  subtract = (n: number): number => this.add(-n);
  /** A getter is no tool. */
  get total(): number {
    return this.#total;
  }
  /** @internal */
  reset(): void {
    this.#total = 0;
  }
  private secret(): void {}
  _hidden(): void {}
  /** Fluent. */
  twice(): this {
    this.#total *= 2;
    return this;
  }
  /** Overloaded. */
  get(key: string): string;
  get(key: number, fallback: number): number;
  get(key: string | number, fallback?: number): string | number {
    return typeof key === 'string' ? key : (fallback ?? key);
  }
  /** Items. */
  *upTo(n: number): Generator<number, void> {
    for (let i = this.#total; i < n; i += 1) yield i;
  }
  /** Static. */
  static unit(): string {
    return 'pieces';
  }
}
/** Static methods are inherited. */
export class Meter extends Counter {}

/** Exported as an instance as well. */
export class Settings {
  #values = new Map<string, string>();
  /** Sets. */
  set(key: string, value: string): void {
    this.#values.set(key, value);
  }
  /** Gets. */
  get(key: string): string | undefined {
    return this.#values.get(key);
  }
}
/** The settings. */
export const settings = new Settings();

/** Has a parameter that it needs. */
export class Store {
  constructor(private readonly name: string) {}
  /** Finds. */
  find(id: string): { id: string; store: string } {
    return { id, store: this.name };
  }
}
/** Makes the store. */
export function createStore(name = 'main'): Store {
  return new Store(name);
}

let attempts = 0;
/** Made by a promise. */
export class Database {
  private constructor(private readonly url: string) {}
  /** Opens it; the first attempt fails. */
  static async connect(): Promise<Database> {
    attempts += 1;
    if (attempts === 1) throw new Error('not yet');
    return new Database('db:1');
  }
  /** Asks. */
  query(text: string): string {
    return `${this.url} ${text}`;
  }
  /** Rows. */
  async *rows(count: number): AsyncGenerator<string> {
    for (let n = 0; n < count; n += 1) yield `${this.url} ${n}`;
  }
}

/** Nobody makes one. */
export class Locked {
  constructor(readonly key: string) {}
  /** Opens. */
  open(): string {
    return this.key;
  }
}
/** Abstract. */
export abstract class Shape {
  abstract area(): number;
  /** Static of an abstract class. */
  static sides(): number {
    return 4;
  }
}
/** With a default type. */
export class Box<T = string> {
  #value: T | undefined;
  /** Keeps it. */
  keep(value: T): void {
    this.#value = value;
  }
  /** Whether it has one. */
  has(value: T): boolean {
    return this.#value === value;
  }
}
/** Methods of libraries are not the class's own. */
export class Bus extends EventEmitter {
  /** Own. */
  count(): number {
    return this.listenerCount('x');
  }
}
/**
 * Not for others.
 * @internal
 */
export class Private {
  run(): void {}
}
/** In a namespace. */
export namespace shop {
  /** A cart. */
  export class Cart {
    items: string[] = [];
    /** Puts in. */
    put(item: string): string[] {
      this.items.push(item);
      return this.items;
    }
  }
}
