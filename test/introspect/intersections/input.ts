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
interface Format {
  width: number;
  tabs: boolean;
}
/** What the language's own helpers make is merged like any object. */
export function configured(
  part: Partial<Format> & { language: string },
  rest: { id: string } & Omit<Format, 'tabs'>,
  numbers: Intl.NumberFormatOptions & { locale?: 'de' | 'en' },
): Readonly<Format> & { at: string } {
  return { width: numbers.locale === 'de' ? rest.width : 0, tabs: part.tabs ?? false, at: `${rest.id} ${part.language}` };
}
/** With what it is thrown for. */
export function failure(): Error & { code: string } {
  return Object.assign(new Error('full'), { code: 'ENOSPC' });
}
