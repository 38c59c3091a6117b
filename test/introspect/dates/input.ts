/** Dates both ways. */
export function shift(date: Date, days: number): Date {
  return date;
}
/** Any form of a date is text or a number. */
export function parse(date: Date | string | number): { at: Date } {
  return { at: new Date(date) };
}
/** A number is a number where one is allowed, whatever stands first. */
export function when(at: Date | number): string {
  return typeof at === 'number' ? `number ${at}` : `date ${at.toISOString()}`;
}
/** So it is in lists, records and objects. */
export function nested(input: {
  list: Date[] | number[];
  record: Record<string, Date | number>;
  object: { a: Date } | { a: number };
  word: Date | 0 | 'now' | null;
  pair: [Date, number] | [number, Date];
}): string {
  const told = { ...input, object: typeof input.object.a };
  return JSON.stringify(told);
}
/** And among signatures. */
export function either(at: Date): string;
export function either(at: number): string;
export function either(at: Date | number): string {
  return typeof at;
}
/** Results are what they are. */
export function dateOrText(text?: string): Date | string {
  return text ?? new Date(0);
}
/** Also later. */
export async function textOrBytes(text?: string): Promise<string | Uint8Array> {
  return text ?? Uint8Array.of(1, 2, 3);
}
/** Text or nothing, of a few kinds. */
export function textOrBig(text?: string): { bare: string | bigint } | string | bigint {
  return text ?? 5n;
}
