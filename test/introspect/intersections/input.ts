/** One object. */
export function merge(both: { a: string } & { b: number }, more: ({ kind: 'x' } | { kind: 'y'; n: number }) & { id: string }): { a: string } & { c?: boolean } {
  return both;
}
type UserId = string & { readonly __brand: 'UserId' };
/** A brand cannot be made from plain text. */
export function byId(id: UserId): void {}
/** But it can be returned. */
export function newId(): { id: UserId } {
  return { id: 'x' as UserId };
}
