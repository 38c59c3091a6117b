import label from './part.cjs';

/** Names it. */
export const name = (kind: string): string => label(kind);
export { shout } from './view.js';
