const shop = {
  rate: 2,
  price(this: { rate: number }, base: number, count = 1): number {
    return base * this.rate * count;
  },
};
/** The price of some goods.
 * @param base what one costs
 */
export const price = shop.price.bind(shop);

function scale(by: number, value: number): number {
  return by * value;
}
/** Twice the value. */
export const double = scale.bind(null, 2);

/**
 * Greets.
 * @param name who is greeted
 */
function greet(name: string): string {
  return `Hello ${name}`;
}
export const hello = greet.bind(undefined);

const add = (a: number) => (b: number) => a + b;
/** Adds five.
 * @param b the other number
 */
export const add5 = add(5);

function logged<A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => Promise<R> {
  return async (...args) => fn(...args);
}
/** Greets, and says so. */
export const greetLogged = logged(greet);
/** Areas. */
export const area = logged((size: { width: number; height?: number }, unit: 'm' | 'cm') => {
  return `${size.width * (size.height ?? size.width)} ${unit}`;
});

function memoize<F extends (...args: never[]) => unknown>(fn: F): F {
  return fn;
}
/** Remembers. */
export const remembered = memoize(function squared(n: number): number {
  return n * n;
});

const api = {
  base: 'https://example.com',
  /** A method that uses this. */
  link(path: string): string {
    return `${this.base}/${path}`;
  },
  nested: {
    level: 2,
    /** Deeper. */
    depth(): number {
      return this.level;
    },
  },
  /** A getter of functions. */
  get tools() {
    return {
      /** Through a getter. */
      ping: (): string => 'pong',
    };
  },
};
/** Members of an object. */
export const client = api;
/** Taken out: this is lost, so its author bound it. */
export const { link } = { link: api.link.bind(api) };

/** Says whether it is text. */
export function isText(value: string | number): value is string {
  return typeof value === 'string';
}
/** Refuses what is no text. */
export function assertText(value: string | number): asserts value is string {
  if (typeof value !== 'string') throw new Error('no text');
}
/** Never comes back. */
export function fail(message: string): never {
  throw new Error(message);
}
/** Nothing, or a number. */
export function perhaps(n: number): void | number {
  return n > 0 ? n : undefined;
}
/** Promised or not. */
export function soon(n: number): Promise<void> | { n: number } {
  return n > 0 ? { n } : Promise.resolve();
}
class Lazy<T> {
  constructor(private readonly value: T) {}
  then<R>(done: (value: T) => R): Promise<R> {
    return Promise.resolve(done(this.value));
  }
}
/** A thenable of one's own. */
export function lazy(n: number): Lazy<{ n: number }> {
  return new Lazy({ n });
}
