/** @format email */
type Email = string;
/** @minimum 0 @integer */
type Count = number;
export interface Account {
  /** Where to write. */
  mail: Email;
  /** @deprecated use mail */
  old?: string;
  /**
   * A code.
   * @pattern ^[A-Z]{3}$
   * @minLength 3
   * @example "ABC"
   * @default "XYZ"
   */
  code?: string;
  counts: Count[];
  /** @internal */
  secret?: string;
  /** @minItems 1 @uniqueItems */
  tags: string[];
}
/**
 * Opens an account at {@link Account}, see {@link https://example.org the docs}.
 *
 * Second paragraph.
 * @remarks Takes a while.
 *
 * Not this.
 * @param account - all of it
 * @param n how often
 * @throws {RangeError} when there are too many
 * @example
 * open(account)
 * @title Open an account
 * @timeout 30s
 * @idempotent
 * @readOnly
 */
export function open(account: Account, /** @minimum 1 */ n: number): void {}
/** @deprecated use open */
export function old(): void {}
/** Renamed. @tool shiny */
export function dull(): void {}
/** Slow. @job */
export function render(): void {}
/** @internal */
export function internal(): void {}
/** @private */
export const hidden = () => {};
export function bare(x: string): void {}
/** {@inheritDoc open} */
export function reopen(account: Account, n: number): void {}
export interface Limits {
  /** @minimum 1 @exclusiveMaximum 100 @multipleOf 5 */
  size: number;
  /** @exclusiveMinimum 0 @maximum 1 @title Share */
  share: number;
  /** @maxLength 5 @format uuid @examples "abc" */
  id: string;
  /**
   * Not a pattern.
   * @pattern [a-
   */
  broken: string;
  /** @maxItems 2 @default ["a"] */
  names?: string[];
  /** @readonly */
  fixed: boolean;
}
/**
 * Nested words.
 * @privateRemarks Never shown.
 * @param options - what to do
 * @param options.size how many,
 *   in tens
 * @param [options.names=["a"]] who
 * @returns how it went
 * @beta
 */
export function limited(options: Limits, other: boolean): { done: boolean } {
  return { done: other };
}
/**
 * Adds a label.
 * TODO: rename it.
 * To what is there.
 * @param text - TODO(ada): say more
 * @remarks FIXME: slow
 */
export function label(text: string, /** @internal */ trace?: boolean, /** Times. */ n = 1): void {}
/** Comments that share a line with their members. */
export function inline(p: { /** At least. @minimum 2 */ low: number;
  x: boolean; /** How big. @default 3 */ size?: number;
  high: number;
}): void {}
/** @minimum 5 */
type Five = number;
/** Tags that say nothing are left out, and named. */
export function mistaken(
  /** @minLength -1 @maxLength 9 */ a: string,
  /** @minLength 2.5 */ b: string,
  /** @multipleOf 0 @minimum abc */ c: number,
  /** @minimum 10 @maximum 1 @multipleOf 2 */ d: number,
  /** @minLength 3 */ e: number,
  /** @format ipv4 */ f: string,
  /** @maximum 4 */ g: Five,
  /** @minItems 2 @maxItems 1 */ h: string[] | null,
  /** @minimum 1 @exclusiveMaximum 9 @maxLength 3 */ i: number | string,
): void {}
/**
 * Contradicts itself.
 * @param nonexist is no parameter
 * @param n is one
 * @timeout banana
 * @tool bad name!
 * @readOnly
 * @destructive
 */
export function contradictory(n: number): void {}

interface Deep {
  size: { width: number };
  rows: { cells: string[] }[];
  by: Record<string, { id: string }>;
}
/**
 * Names of members that are there, and of some that are not.
 * @param deep all of it
 * @param deep.size.width is one
 * @param deep.rows.cells are some
 * @param deep.by.any.id is one
 * @param deep.nope is none
 * @param deep.size.height is none
 */
export function members(deep: Deep, count: number): number {
  return deep.size.width + count;
}
