/** A. */ export function bigu(x: bigint | number, y: Uint8Array | Buffer | null): bigint | null { return null; }
/** B. */ export function maps(x: Map<string, Date>, y: { [k: string]: Date | undefined }): Record<string, number | undefined> { return {}; }
/** C. */ export function setOut(): Set<Date> { return new Set(); }
/** D. */ export function ro(x: readonly { readonly a: readonly string[] }[]): readonly [a: number, b?: string] { return [1]; }
enum E { A, B = 4 }
/** E. */ export function en(x: E, y?: E[], z?: { e?: E; m: Map<string, E> }): { e: E | null }[] { return []; }
/** F. */ export function lit(x: true, y: 'a' | 1 | false): 'a' | 1 | false { return y; }
/** G. */ export function opt(x?: { a?: string | undefined; b: { c?: number | null } | undefined }): { a?: string | undefined } { return {}; }
export interface Expr { op: 'add'; left: Expr; right: Expr | null }
export interface Num { op: 'num'; n: number }
export type Ast = Expr | Num | { op: 'list'; items: Ast[]; meta?: Map<string, Ast> };
/** H. */ export function ast(x: Ast, d: Record<string, Ast>): Ast { return x; }
/** I. */ export const curried = ((a: number) => a * 2) satisfies (a: number) => number;
/** J. */ export async function page<T extends string = string>(q: T, o: { size: number; sort?: { by: 'a' | 'b'; dir?: 'asc' | 'desc' }[] }): Promise<{ items: { id: string; at: Date }[]; next: string | null }> { return { items: [], next: null }; }
class Acc { constructor(public id: string) {} get double() { return this.id + this.id; } static make(id: string) { return new Acc(id); } toString() { return 'x'; } }
export { Acc };
/** K. */ export function accs() { return [Acc.make('a')]; }
/** L. */ export function partialRec(x: Partial<Record<'a' | 'b', number>>): Partial<Record<'a' | 'b', Date>> { return {}; }
/** M. */ export function nestedP(): { p: Promise<string>; f: () => void; s: symbol; d: Date[] } { throw 1; }
/** N. */ export function emptyObj(x: {}, y: object): {} { return {}; }
/** O. */ export function numKey(x: { [n: number]: string; length: number }): { a: 1; [k: string]: number } { return { a: 1 }; }
/** P. */ export function result(ok: boolean): { ok: true; value: Date } | { ok: false; error: string } { return { ok: false, error: '' }; }
/** Q. */ export function neverR(): never { throw 1; }
/** R. */ export const obj = { /** go */ go(n: number) { return n; }, deep: { one() {} } };
/** S. */ export function unk(x: unknown[], y: Record<string, unknown>): unknown[] { return x; }
/** T. */ export function anyIn(x: any[], y: { z: any }): { z: any } { return y; }
/** U. */ export function tup(...xs: [string, number?][]): [string, ...number[]][] { return []; }
/** V. */ export function err(e: Error): Error { return e; }
/** W. */ export function urlOr(x: URL | string, y: URL | null, z: RegExp[]): URL[] { return []; }
/** X. */ export function tpl(x: `a-${number}` | `b-${string}`): `x${bigint}` { return 'x1'; }
/** Y. */ export function upper(): Uppercase<string> { return 'A' as Uppercase<string>; }
/** Z. */ export function weird(x: { "a b": string; "c'd"?: number; constructor: string; toString?: string }): { hasOwnProperty: number; "a b": string } { return { hasOwnProperty: 1, "a b": '' }; }
