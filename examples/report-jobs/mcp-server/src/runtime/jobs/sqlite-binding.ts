// One face for the two SQLite libraries: node:sqlite where Node has it, else the package libsql.
import { createRequire, isBuiltin } from 'node:module';
import { StoreError } from './store.ts';

/** What may be bound. User text comes as JSON text, so that every string survives. */
export type Bound = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** Everything throws a `SqliteFault`; a statement outside a transaction has committed when it returns. */
export interface Database {
  exec(sql: string): void;
  /** How many rows changed. */
  run(sql: string, ...values: readonly Bound[]): number;
  get(sql: string, ...values: readonly Bound[]): Row | undefined;
  all(sql: string, ...values: readonly Bound[]): readonly Row[];
  close(): void;
}

/** Primary result codes of SQLite that somebody tells apart. */
export const FAULT = { busy: 5, readonly: 8, io: 10, corrupt: 11, full: 13, notADatabase: 26 };

export class SqliteFault extends Error {
  override readonly name = 'SqliteFault';
  /** SQLite's primary result code; 0 when it is none of its own. */
  readonly code: number;

  constructor(message: string, code: number, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

interface Native {
  exec(sql: string): unknown;
  prepare(sql: string): NativeStatement;
  close(): void;
}

interface NativeStatement {
  run(...values: readonly unknown[]): { readonly changes: number | bigint };
  get(...values: readonly unknown[]): Row | undefined;
  all(...values: readonly unknown[]): Row[];
}

interface Library {
  readonly Native: new (path: string, options: { readonly timeout: number }) => Native;
  /** The values in the form that the library takes them: libsql reads a lone null as no list at all. */
  pass(values: readonly Bound[]): readonly unknown[];
}

/** How long opening waits for a process that is just ending. Milliseconds. */
const LOCK_WAIT = 1000;

/** Opens or creates the file at an absolute path. */
export function openDatabase(path: string): Database {
  const { Native, pass } = loadLibrary();
  const native = attempt(() => new Native(path, { timeout: LOCK_WAIT }));
  const statements = new Map<string, NativeStatement>();
  const statement = (sql: string) => {
    const known = statements.get(sql) ?? native.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const exec = (sql: string) => attempt(() => void native.exec(sql));
  return {
    exec,
    run: (sql, ...values) =>
      attempt(() => Number(statement(sql).run(...pass(values.map(checked))).changes)),
    get: (sql, ...values) => attempt(() => statement(sql).get(...pass(values.map(checked)))),
    all: (sql, ...values) => attempt(() => statement(sql).all(...pass(values.map(checked)))),
    close() {
      statements.clear();
      attempt(() => native.close());
    },
  };
}

function loadLibrary(): Library {
  const require = createRequire(import.meta.url);
  if (isBuiltin('node:sqlite')) {
    const { DatabaseSync }: { DatabaseSync: Library['Native'] } = require('node:sqlite');
    return { Native: DatabaseSync, pass: (values) => values };
  }
  try {
    const Native: Library['Native'] = require('libsql');
    return { Native, pass: (values) => [values] };
  } catch (cause) {
    throw new StoreError(
      `Keeping jobs in a file takes Node 22.13 or newer, or the package libsql (this is Node ${process.versions.node}): ` +
        'run the server on a newer Node, or run `npm install libsql@0.5.29` in the project',
      { cause },
    );
  }
}

/** libsql ends the process over an object or a boolean, and cuts a string at a NUL. */
function checked(value: unknown): Bound {
  if (value === null || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  if (typeof value === 'string' && !/[\0\p{Surrogate}]/u.test(value)) return value;
  throw new TypeError(`cannot be stored: ${typeof value}`);
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new SqliteFault(message, codeOf(error), error);
  }
}

/** node:sqlite has the number in `errcode`, libsql in `rawCode`; both may be extended codes. */
function codeOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0;
  const code = 'errcode' in error ? error.errcode : 'rawCode' in error ? error.rawCode : undefined;
  return typeof code === 'number' ? code & 0xff : 0;
}
