// Lays generated TypeScript out as a formatter would: on one line where it fits, else one item a line.

export const LINE_WIDTH = 100;

/** Text, a bracketed list that may break, or these one after another. */
export type Doc = string | Group | readonly Doc[];

export interface Group {
  readonly open: string;
  readonly items: readonly Doc[];
  readonly close: string;
  /** `lines`: always broken; `statements`: broken, and no commas between the items. */
  readonly style?: 'lines' | 'statements';
}

/** The text of `doc`, its first line starting at `column`, its later lines `indent` deep. */
export function layout(doc: Doc, indent = 0, column = indent, after = 0): string {
  if (typeof doc === 'string') return doc;
  if (isSequence(doc)) return layoutSequence(doc, indent, column, after);
  const flat = flatText(doc);
  return flat !== undefined && column + flat.length + after <= LINE_WIDTH
    ? flat
    : layoutBroken(doc, indent);
}

/** `doc` on one line, or undefined when it cannot be. */
function flatText(doc: Doc): string | undefined {
  if (typeof doc === 'string') return doc;
  const parts = (isSequence(doc) ? doc : doc.items).map(flatText);
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (isSequence(doc)) return parts.join('');
  return doc.style === undefined ? doc.open + parts.join(', ') + doc.close : undefined;
}

function layoutSequence(
  docs: readonly Doc[],
  indent: number,
  column: number,
  after: number,
): string {
  return docs.reduce<string>((text, doc, index) => {
    const lastLine = text.slice(text.lastIndexOf('\n') + 1);
    const start = text.includes('\n') ? lastLine.length : column + text.length;
    const rest = docs.slice(index + 1);
    return text + layout(doc, indent, start, shortestHead(rest, after));
  }, '');
}

/** How much of `docs` must at least follow on the same line. */
function shortestHead(docs: readonly Doc[], after: number): number {
  const [first, ...rest] = docs;
  if (first === undefined) return after;
  if (typeof first === 'string') return first.length + shortestHead(rest, after);
  return isSequence(first) ? shortestHead([...first, ...rest], after) : first.open.trimEnd().length;
}

function layoutBroken(group: Group, indent: number): string {
  const end = group.style === 'statements' ? '' : ',';
  const inner = indent + 2;
  const lines = group.items.map(
    (item) => `${' '.repeat(inner)}${layout(item, inner, inner, end.length)}${end}\n`,
  );
  return `${group.open.trimEnd()}\n${lines.join('')}${' '.repeat(indent)}${group.close.trimStart()}`;
}

function isSequence(doc: Group | readonly Doc[]): doc is readonly Doc[] {
  return Array.isArray(doc);
}

/** Items between brackets; without any, the brackets touch. */
export function list(open: string, items: readonly Doc[], close: string): Doc {
  return items.length === 0 ? open.trimEnd() + close.trimStart() : { open, items, close };
}
