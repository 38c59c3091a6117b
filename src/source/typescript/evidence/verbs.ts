// What names say: the words of an identifier, and what its verb promises.

/** `['get', 'iso', 'week']` of `Dates.getISOWeek`, in lower case; the part after the last dot. */
export function verbsOf(path: string): string[] {
  return wordsOf(path.slice(path.lastIndexOf('.') + 1)).map((word) => word.toLowerCase());
}

/** `['get', 'ISO', 'Week']` of `getISOWeek`; digits stay with the word before them. */
function wordsOf(name: string): string[] {
  return name.match(/\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+\d*|\d+/gu) ?? [];
}

/** `Get ISO week` of `getISOWeek`: a sentence's case, abbreviations kept. */
export function titleOf(name: string): string {
  const words = wordsOf(name).map((word, index) => {
    if (word.length > 1 && word === word.toUpperCase() && /\p{Lu}/u.test(word)) return word;
    const lower = word.toLowerCase();
    return index === 0 ? lower.charAt(0).toUpperCase() + lower.slice(1) : lower;
  });
  return words.join(' ') || name;
}

const DESTRUCTIVE = new Set(
  'delete drop remove purge truncate wipe destroy erase reset kill revoke unlink clear overwrite'.split(
    ' ',
  ),
);

/** `remove` of `Store.removeAll`, `remove_all` and `remove`; not of `removed`. */
export function isDestructive(path: string): boolean {
  return DESTRUCTIVE.has(verbsOf(path)[0] ?? '');
}

const LONG = new Set(
  'render transcode train crawl scrape download upload import export migrate backup sync deploy build index reindex batch process generate convert compress'.split(
    ' ',
  ),
);

/** Whether the verb promises long work. */
export function isLongWork(path: string): boolean {
  return LONG.has(verbsOf(path)[0] ?? '');
}
