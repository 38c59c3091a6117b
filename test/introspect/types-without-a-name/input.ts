enum Level { Low, High = 5 }
enum Word { Yes = 'yes', No = 'no' }
enum Other { Yes = 'yes' }
type Id = string & { readonly __brand: 'Id' };

/** Two members of the same name: what stands there cannot be told apart by the place. */
export function either(value: { item: Level; note?: string } | { item: { word: Word } }): unknown {
  return value;
}

/** A tag tells them apart. */
export function tagged(
  value: { kind: 'level'; item: Level } | { kind: 'word'; item: { word: Word } } | null,
): { kind: 'level'; item: Level } | { kind: 'word'; item: { word: Word } } | null {
  return value;
}

/** An index into the members after the first means the first, too. */
export function rest(...items: [Word, ...{ id: Id }[]]): number {
  return items.length;
}

/** Members behind a pattern beside a declared one. */
export function keyed(value: { first: Word; [key: `x-${string}`]: Word | Other }): object {
  return value;
}

/** The result has the same trouble. */
export function back(text: string): { item: Level } | { item: { word: Word }; more: Id[] } | undefined {
  return text === '' ? undefined : { item: { word: Word.Yes }, more: [] };
}
