/** Dates both ways. */
export function shift(date: Date, days: number): Date {
  return date;
}
/** Any form of a date is text or a number. */
export function parse(date: Date | string | number): { at: Date } {
  return { at: new Date(date) };
}
