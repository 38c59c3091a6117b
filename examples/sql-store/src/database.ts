// A read-only view of an SQL file: opened in memory, queried with bound values only.
import { readFileSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';

type Value = number | string | null;
type Values = Value[] | Record<string, Value>;

/** One row of a result, column by column. */
export type Row = Record<string, unknown>;

export interface ReadOnlyDatabase {
  all(sql: string, values?: Values): Row[];
  get(sql: string, values?: Values): Row | null;
  /** For queries that always have exactly one row, such as counts. */
  one(sql: string, values?: Values): Row;
}

/**
 * Runs the script in a fresh in-memory database and forbids changes from then on. Statements may
 * use `fold(text)`, which is `lower` for every alphabet (SQLite's own knows ASCII only).
 */
export function open(script: URL): ReadOnlyDatabase {
  const db = new sqlite.Database();
  db.exec(readFileSync(script, 'utf8'));
  db.exec('pragma query_only = true');
  db.function('fold', (value) => String(value).toLowerCase(), { deterministic: true });
  const get = (sql: string, values: Values = []): Row | null => db.get(sql, values);
  return {
    all: (sql, values = []) => db.all(sql, values),
    get,
    one(sql, values) {
      const row = get(sql, values);
      if (row === null) throw new Error(`no row for: ${sql}`);
      return row;
    },
  };
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new Error(`column ${column} holds no text`);
}

export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new Error(`column ${column} holds no number`);
}
