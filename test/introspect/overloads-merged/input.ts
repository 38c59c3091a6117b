/** Milliseconds as words. @param value milliseconds */
export function duration(value: number, options?: { long: boolean }): string;
/** Words as milliseconds. @param value words */
export function duration(value: 'day' | 'hour'): number;
export function duration(value: number | string, options?: { long: boolean }): string | number {
  if (typeof value === 'number') return `${value}${options?.long ? ' milliseconds' : 'ms'}`;
  return value === 'day' ? 86_400_000 : 3_600_000;
}

/** The last one takes what the others take, and its answer may be any of theirs. */
export function parse(text: 'true' | 'false'): boolean;
export function parse(text: string): string;
export function parse(text: string): string | boolean {
  return text === 'true' || text === 'false' ? text === 'true' : text.trim();
}

/** Names may differ from signature to signature: the wider one is kept. */
export function first(text: string): string;
export function first(value: string | string[]): string | undefined;
export function first(value: string | string[]): string | undefined {
  return value[0];
}

/** An area. */
export function area(side: number): number;
export function area(width: number, height: number): number;
export function area(shape: { radius: number }): number;
export function area(a: number | { radius: number }, b?: number): number {
  return typeof a === 'number' ? a * (b ?? a) : 3 * a.radius ** 2;
}

/** Objects of two kinds. */
export function find(id: number): { id: number; name: string };
export function find(name: string, limit: number): { total: number };
export function find(by: number | string, limit = 0): object {
  return typeof by === 'number' ? { id: by, name: `n${by}` } : { total: limit };
}

/** With or without a list. */
export function join(...parts: string[]): string;
export function join(parts: string[], by: string): string;
export function join(...given: unknown[]): string {
  const [parts, by] = given;
  return Array.isArray(parts) ? parts.join(String(by)) : given.join('-');
}

/** A callback is no JSON, so its signature is not served. */
export function read(id: string, done: (text: string) => void): void;
export function read(id: string): Promise<string>;
export function read(id: string, done?: (text: string) => void): Promise<string> | void {
  if (done === undefined) return Promise.resolve(`text of ${id}`);
  done(id);
}

interface Tree {
  name: string;
  children?: Tree[];
}
/** Recursive in both, and once more. */
export function count(tree: Tree): number;
export function count(tree: Tree[], deep: boolean): number;
export function count(tree: Tree | Tree[], deep = true): number {
  const trees = Array.isArray(tree) ? tree : [tree];
  return trees.reduce((sum, each) => sum + 1 + (deep ? count(each.children ?? [], true) : 0), 0);
}

/** Sends something back or nothing. */
export function maybe(value: number): void;
export function maybe(value: string): string;
export function maybe(value: number | string): string | void {
  if (typeof value === 'string') return value;
}

/** More than four. */
export function many(a: number): string;
export function many(b: string): string;
export function many(c: boolean): string;
export function many(d: number[]): string;
export function many(e: string[]): string;
export function many(value: unknown): string {
  return JSON.stringify(value);
}

interface Note {
  kind: 'note';
  text: string;
}
interface Link {
  kind: 'link';
  href: string;
}
/** Options keep their name beside more parameters. */
export function save(item: Note): string;
export function save(item: Link, tags?: string[]): string;
export function save(item: Note | Link, tags: string[] = []): string {
  return [item.kind === 'note' ? item.text : item.href, ...tags].join(' ');
}

/** Options of both are properties. */
export function show(note: Note): string;
export function show(link: Link): number;
export function show(item: Note | Link): string | number {
  return item.kind === 'note' ? item.text : item.href.length;
}
