/** Nullables both ways. */
export function first(a: string | null, b: { x: number } | null, c?: number | null): { when: Date | null } | null {
  return b === null ? null : { when: a === null ? null : new Date(a) };
}
/** undefined in a result is null. */
export function find(id: string): { id: string; note?: string; gone: string | undefined } | undefined {
  return id === '' ? undefined : { id, gone: undefined };
}
/** Null or undefined. */
export function peek(): string | null | undefined {
  return null;
}
