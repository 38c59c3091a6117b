interface User {
  name: string;
  born?: Date;
}
type Result<T, E = string> = { ok: true; value: T } | { ok: false; error: E };

/** The usual form.
 * @returns the user
 */
export function find(id: string): Result<User> {
  return id === 'a'
    ? { ok: true, value: { name: 'Ada', born: new Date(0) } }
    : { ok: false, error: `no user ${id}` };
}
/** Text stays text. */
export async function greet(id: string): Promise<Result<string, Error>> {
  return id === '' ? { ok: false, error: new Error('nobody to greet') } : { ok: true, value: id };
}
/** Nothing to say but that it went well. */
export function save(name: string): { success: true } | { success: false; reason: { code: number } } {
  return name === '' ? { success: false, reason: { code: 7 } } : { success: true };
}
/** The success keeps its names. */
export function order(count: number):
  | { success: true; id: string; total: bigint }
  | { success: false; error: string; missing: string[] } {
  return count < 9
    ? { success: true, id: 'o1', total: BigInt(count) }
    : { success: false, error: 'sold out', missing: ['tea'] };
}
/** Two failures, and a member that is never there. */
export function parse(text: string):
  | { success: true; data: number[]; error?: never }
  | { success: false; error: 'empty'; data?: undefined }
  | { success: false; error: 'broken' } {
  if (text === '') return { success: false, error: 'empty' };
  return text === '?' ? { success: false, error: 'broken' } : { success: true, data: [text.length] };
}
/** Two successes. */
export function either(flag: boolean): { ok: true; value: number } | { ok: true; value: 'none' } | { ok: false } {
  return flag ? { ok: true, value: 1 } : { ok: false };
}
/** Maybe undefined. */
export function maybe(): Result<number | undefined> {
  return { ok: true, value: undefined };
}

type Either<L, R> = { readonly _tag: 'Left'; readonly left: L } | { readonly _tag: 'Right'; readonly right: R };
/** As functional libraries have it. */
export function half(n: number): Either<string, number> {
  return n % 2 === 0 ? { _tag: 'Right', right: n / 2 } : { _tag: 'Left', left: `${n} is odd` };
}

class Ok<T, E> {
  constructor(readonly value: T) {}
  isOk(): this is Ok<T, E> {
    return true;
  }
  isErr(): this is Err<T, E> {
    return false;
  }
  map<U>(f: (value: T) => U): Ok<U, E> {
    return new Ok(f(this.value));
  }
}
class Err<T, E> {
  constructor(readonly error: E) {}
  isOk(): this is Ok<T, E> {
    return false;
  }
  isErr(): this is Err<T, E> {
    return true;
  }
}
/** Classes, asked by their methods. */
export function divide(a: number, b: number): Ok<number, string> | Err<number, string> {
  return b === 0 ? new Err('division by zero') : new Ok(a / b);
}
/** A thenable of them. */
export function later(a: number): PromiseLike<Ok<User[], TypeError> | Err<User[], TypeError>> {
  return Promise.resolve(a > 0 ? new Ok([{ name: 'Ada' }]) : new Err(new TypeError('a bug')));
}

export enum Size {
  Small = 'S',
  Large = 'L',
}
const enum Hidden {
  One = 1,
}
/** Enums within. */
export function size(n: number): Result<{ size: Size; hidden: Hidden }, { at: number; stack: string }> {
  return n < 5
    ? { ok: true, value: { size: Size.Small, hidden: Hidden.One } }
    : { ok: false, error: { at: n, stack: 'secret' } };
}

/** Not clearly a failure: plain data. */
export function state(): { ok: true; value: number } | { ok: false; value: number } {
  return { ok: false, value: 1 };
}
/** A status is plain data. */
export function status(): { status: 'ok'; value: number } | { status: 'error'; error: string } {
  return { status: 'error', error: 'x' };
}
/** An option is plain data. */
export function option(): { _tag: 'Some'; value: number } | { _tag: 'None' } {
  return { _tag: 'None' };
}
/** One object with a flag is plain data. */
export function flagged(): { ok: boolean; value?: number } {
  return { ok: true };
}
/** A stream within. */
export function rows(): Result<AsyncIterable<number>> {
  return { ok: false, error: 'x' };
}
