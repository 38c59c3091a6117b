// Laying out words for a terminal: pure text in, pure text out.
import type { ObjectNode } from '../model/schema.js';

/** `{query, limit?}`: the properties of a tool's input. */
export function inputText({ properties }: ObjectNode): string {
  const names = properties.map(({ name, optional }) => `${printable(name)}${optional ? '?' : ''}`);
  return `(${names.join(', ')})`;
}

/** Text of users without what a terminal would obey: escape sequences, bidi controls, line breaks. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** A comma list behind a label, broken between its items. */
export function wrapList(label: string, items: readonly string[], width: number): string[] {
  const indent = ' '.repeat(label.length);
  const lines: string[] = [];
  let line = label;
  items.forEach((item, index) => {
    const text = printable(item) + (index < items.length - 1 ? ', ' : '');
    if (line.trim() !== '' && line !== label && line.length + text.length > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += text;
  });
  return [...lines, line.trimEnd()];
}

/** Words in lines of at most `width` columns; a longer word has a line of its own. */
export function wrapWords(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of oneLine(text).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** Rows as columns, two spaces apart, the last one free. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index < row.length - 1 ? cell.padEnd(widths[index] ?? 0) : cell))
      .join('  ')
      .trimEnd(),
  );
}

/** A path as a shell reads it back, on POSIX and Windows alike. */
export function shellPath(path: string): string {
  return /^[\w@%+=:,./~-]+$/.test(path) ? path : `"${path.replace(/["$`\\]/g, '\\$&')}"`;
}
