export class User {
  constructor(readonly name: string, private secret: string) {}
  get upper(): string {
    return this.name.toUpperCase();
  }
  hello(): string {
    return this.secret;
  }
}
class Money {
  toJSON(): string {
    return '1 EUR';
  }
}
/** Public data of a class.
 * @returns who it is
 */
export function user(): User {
  return new User('a', 'b');
}
/** An error keeps its stack to itself. */
export function problem(): { error: Error } {
  return { error: new Error('x') };
}
/** toJSON decides. */
export function price(): { cost: Money; call: () => void } {
  return { cost: new Money(), call: () => {} };
}
/** Inferred. */
export async function inferred() {
  return { at: new Date(0), list: [1, 2], deep: { ok: true as const } };
}
/** A thenable. */
export function thenable(): PromiseLike<number> {
  return Promise.resolve(1);
}
/** A thenable of an object. */
export function thenableObject(): PromiseLike<{ ok: boolean }> {
  return Promise.resolve({ ok: true });
}
/** Literal. */
export function word(): 'yes' | 'no' {
  return 'yes';
}
