export * from './one.js';
export * from './two.js';
/** Wins over those of other modules. */
export const own = (n: number): number => n;
