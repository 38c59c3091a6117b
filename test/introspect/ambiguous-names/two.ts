/** Of two. */
export const shared = (n: string): string => n;
/** Decided by the entry. */
export const own = (n: string): string => n;
