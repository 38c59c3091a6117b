// What a package exports at run time, read from its JavaScript; none of it runs.
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { parse as parseCommonJs } from 'cjs-module-lexer';
import { type Export, parse as parseModule } from 'es-module-lexer';
import { isFile, readManifest } from './package-json.js';
import { importedFile, requiredFile, runtimeEntry } from './runtime-entry.js';

/** Where a name is exported; `file` absolute, `line` 1-based. */
export interface RuntimePlace {
  readonly file: string;
  readonly line: number;
}

export interface RuntimeExports {
  /** By exported name, in the order met. */
  readonly names: ReadonlyMap<string, RuntimePlace>;
  /** Nothing else is exported. CommonJS can add members in ways that only running it would show. */
  readonly complete: boolean;
  /** CommonJS: `default` is what was assigned to module.exports, whether it is declared or not. */
  readonly assigned: boolean;
}

/** The exports of the installed package `name` seen from `folder`; undefined when it has no JavaScript. */
export function runtimeExports(name: string, folder: string): RuntimeExports | undefined {
  const entry = runtimeEntry(name, folder);
  return entry === undefined ? undefined : exportsOf(entry, new Set());
}

const UNKNOWN: RuntimeExports = { names: new Map(), complete: false, assigned: false };
const NOTHING: RuntimeExports = { names: new Map(), complete: true, assigned: false };

function exportsOf(file: string | undefined, seen: Set<string>): RuntimeExports {
  if (file === undefined) return UNKNOWN;
  if (seen.has(file)) return NOTHING;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  return parsed(
    () => (isCommonJs(file, text) ? commonJs(file, text, seen) : esModule(file, text, seen)),
    UNKNOWN,
  );
}

/** What `parse` gives; `fallback` when the text cannot be parsed, which both lexers say where. */
function parsed<T>(parse: () => T, fallback: T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Error && ('idx' in error || 'loc' in error)) return fallback;
    throw error;
  }
}

/** A `.js` file without a `type` above it is what its syntax says, as for Node. */
function isCommonJs(file: string, text: string): boolean {
  if (extname(file) !== '.js') return extname(file) === '.cjs';
  const type = packageType(dirname(file));
  return type === undefined ? !hasModuleSyntax(text) : type !== 'module';
}

function packageType(folder: string): unknown {
  if (isFile(join(folder, 'package.json'))) return readManifest(folder).type;
  const parent = dirname(folder);
  return parent === folder ? undefined : packageType(parent);
}

function hasModuleSyntax(text: string): boolean {
  return parsed(() => parseModule(text)[3], false);
}

function esModule(file: string, text: string, seen: Set<string>): RuntimeExports {
  const [, exports] = parseModule(text, file);
  const values = exports.filter(({ typeOnly }) => !typeOnly);
  const own = values.flatMap((one) =>
    one.type === 'reexport-all' ? [] : [named(file, text, one)],
  );
  const stars = values.flatMap((one) =>
    one.type === 'reexport-all' ? [exportsOf(importedFile(one.from, file), seen)] : [],
  );
  const below = stars.flatMap(({ names }) => [...names]).filter(([name]) => name !== 'default');
  return {
    names: new Map([...below, ...own]),
    complete: stars.every(({ complete }) => complete),
    assigned: false,
  };
}

function named(
  file: string,
  text: string,
  { name, start }: Exclude<Export, { type: 'reexport-all' }>,
): [string, RuntimePlace] {
  return [name, { file, line: text.slice(0, start).split('\n').length }];
}

/** By the lexer that Node itself finds the named exports of CommonJS with. */
function commonJs(file: string, text: string, seen: Set<string>): RuntimeExports {
  const { exports, reexports } = parseCommonJs(text, file);
  const below = reexports.map((from) => exportsOf(requiredFile(from, file), seen));
  const names = exports.filter((name) => name !== '__esModule');
  return {
    names: new Map([
      ...below.flatMap((found) => [...found.names]),
      ...names.map((name): [string, RuntimePlace] => [name, { file, line: 1 }]),
    ]),
    complete: false,
    assigned: true,
  };
}
