// Makes random types: one row of the table of supported constructs at the root, any rows below.
import type { Random } from './random.js';
import type { Spec } from './spec.js';

/** One construct. `make` may ask for further types, which are one level deeper. */
export interface Row {
  readonly name: string;
  /** Contains no further type: the only rows allowed at the deepest level. */
  readonly leaf?: true;
  make(maker: Maker): Spec;
}

/** What a row may use. */
export interface Maker {
  readonly random: Random;
  /** A type one level deeper, of a random row. */
  child(): Spec;
  /** Writes a declaration under a name that starts with `stem`; returns the name. */
  declare(stem: string, text: (name: string) => string): string;
  /** `export ` or nothing. */
  exported(): string;
}

/** A type with what it needs. */
export interface RandomType {
  readonly name: string;
  readonly spec: Spec;
  readonly row: string;
  /** All rows in it. */
  readonly rows: ReadonlySet<string>;
  readonly declarations: readonly string[];
}

/** `count` types: each row in turn at the root, round by round one level deeper, up to `depth`, then again. */
export function randomTypes(
  rows: readonly Row[],
  random: Random,
  count: number,
  depth: number,
): readonly RandomType[] {
  const leaves = rows.filter(({ leaf }) => leaf);
  return Array.from({ length: count }, (_, index) => {
    const row = rows[index % rows.length];
    if (row === undefined) throw new Error('no rows');
    const used = new Set<string>();
    const declarations: string[] = [];
    const declare = (stem: string, text: (name: string) => string) => {
      const name = `${stem}${index}_${declarations.length}`;
      declarations.push('');
      declarations[declarations.length - 1] = text(name);
      return name;
    };
    const exported = () => (random.chance(0.6) ? 'export ' : '');
    const make = (chosen: Row, level: number): Spec => {
      used.add(chosen.name);
      const child = () => make(random.pick(level > 1 ? rows : leaves), level - 1);
      return chosen.make({ random, child, declare, exported });
    };
    const spec = make(row, 1 + (Math.floor(index / rows.length) % depth));
    return { name: `T${index}`, spec, row: row.name, rows: used, declarations };
  });
}
