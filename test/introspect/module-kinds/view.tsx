/** Generics that a .tsx file can tell from tags. */
export const shout = <T extends string>(words: T[]): string => words.join(' ').toUpperCase();
