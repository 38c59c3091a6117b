export * from './input.js';
export * from './no-other-file.js';
export type { typed } from './typed.js';
export { typed as alsoTyped } from './typed-only.js';
