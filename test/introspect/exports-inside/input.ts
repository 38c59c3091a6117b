import { z } from 'zod';

/** A namespace: all that a module exports. */
export * as part from './part.js';

const w1 = { description: 'One.', inputSchema: z.object({ a: z.number() }), execute: async ({ a }: { a: number }) => a + 1 };
const w2: typeof w1 = { ...w1, description: 'Two.', execute: async ({ a }) => a + 2 };
/** Tool objects in another object, of which one has an export of its own; they share a type. */
export const tools = { w1, w2 };
export { w1 };

/** Members that are not for others. */
export const api = {
  _hidden: (n: number) => n,
  /** Shown. */
  shown: (n: number) => n,
};
export class Store {
  static _open(): number {
    return 1;
  }
  _close(): void {}
  /** The size. */
  size(): number {
    return 0;
  }
}

/** Functions without names. */
export const list = [(n: number) => n];
export const table: Record<string, (n: number) => number> = {};
export const maybe: { [key: string]: ((n: number) => number) | string } = {};
export const hooks = new Map<string, (n: number) => number>();
export const inside = { handlers: [(n: number) => n], data: [1, 2], map: new Map<string, number>() };

class Engine {
  start(): void {}
}
/** An object in an object. */
export const garage = { engine: new Engine(), anything: ((n: number) => n) as Function };
