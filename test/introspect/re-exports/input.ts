/** Own. */
export function own(): void {}
export { helper as renamed, type Shape } from './other.js';
export * from './star.js';
export * as tools from './star.js';
export { default as whole } from './default.js';
export const CONSTANT = 5;
