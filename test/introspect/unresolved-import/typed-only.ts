export type { typed } from './typed.js';
