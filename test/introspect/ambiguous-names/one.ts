/** Of one. */
export const shared = (n: number): number => n;
/** Only here. */
export const first = (n: number): number => n;
