// Which environment variables the tools read: reached from their functions, or read when the module loads.
import { ts } from 'ts-morph';
import type { EnvRead } from '../../../model/module.js';
import type { Candidate } from '../exports/exports.js';
import { ownFiles, placeOf, type Reading } from '../reading.js';
import { declarationsOf, isFunction } from './callee.js';
import { type Read, readsOf, strongest } from './environment.js';

/** What one piece of code reads by itself, and the functions and values it names. */
interface Piece {
  readonly reads: readonly Read[];
  readonly names: ReadonlySet<ts.Node>;
}

interface Search {
  readonly reading: Reading;
  readonly own: ReadonlySet<ts.SourceFile>;
  readonly pieces: Map<ts.Node, Piece>;
}

/** A tool by name, and where its code stands. */
export interface Served {
  readonly name: string;
  readonly candidate: Candidate;
}

/** Sorted by name; `tools` is absent for what is read when the module loads. */
export function environmentOf(reading: Reading, served: readonly Served[]): EnvRead[] {
  const files = ownFiles(reading).filter(({ isDeclarationFile }) => !isDeclarationFile);
  if (!files.some(({ text }) => text.includes('env'))) return [];
  const search: Search = { reading, own: new Set(files), pieces: new Map() };
  const found = new Map<string, { reads: Read[]; tools: Set<string>; always: boolean }>();
  const note = (reads: readonly Read[], tool?: string): void => {
    for (const read of reads) {
      const known = found.get(read.name) ?? { reads: [], tools: new Set<string>(), always: false };
      known.reads.push(read);
      if (tool === undefined) known.always = true;
      else known.tools.add(tool);
      found.set(read.name, known);
    }
  };
  note(reached(search, files));
  for (const { name, candidate } of served) {
    note(reached(search, [candidate.node, ...(candidate.symbol.declarations ?? [])]), name);
  }
  return [...found.entries()]
    .map(([name, { reads, tools, always }]) =>
      variable(reading, name, reads, always ? [] : [...tools]),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function variable(
  reading: Reading,
  name: string,
  reads: readonly Read[],
  tools: readonly string[],
): EnvRead {
  const { need, fallback } = strongest(reads);
  const [first] = reads;
  return {
    name,
    required: need !== 'optional',
    ...(fallback === undefined || need === 'required' ? {} : { fallback }),
    ...placeOf(reading, first?.node ?? reading.entry),
    ...(tools.length === 0 ? {} : { tools }),
  };
}

/** Everything read by code that is reached from these nodes. */
function reached(search: Search, from: readonly ts.Node[]): Read[] {
  const queue = [...from];
  const seen = new Set<ts.Node>(queue);
  const reads: Read[] = [];
  for (const node of queue) {
    const piece = pieceOf(search, node);
    reads.push(...piece.reads);
    for (const name of piece.names) {
      if (!seen.has(name)) queue.push(name);
      seen.add(name);
    }
  }
  return reads;
}

/** A file is what runs when it loads: the functions in it only when they are named. */
function pieceOf(search: Search, node: ts.Node): Piece {
  const known = search.pieces.get(node);
  if (known !== undefined) return known;
  const reads: Read[] = [];
  const names = new Set<ts.Node>();
  const visit = (child: ts.Node): void => {
    if (ts.isSourceFile(node) && isDormant(child)) return;
    if (ts.isTypeNode(child)) return;
    reads.push(...readsOf(search.reading, child));
    if (ts.isIdentifier(child)) for (const named of namedBy(search, child)) names.add(named);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  if (!ts.isSourceFile(node)) reads.push(...readsOf(search.reading, node));
  const piece = { reads, names };
  search.pieces.set(node, piece);
  return piece;
}

/** Code of a module that does not run when it loads, nor tells what does: functions, exports, types. */
function isDormant(node: ts.Node): boolean {
  return (
    isFunction(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isImportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

/** The source's own functions and values that a name stands for; not the name in its own declaration. */
function namedBy({ reading, own }: Search, node: ts.Identifier): readonly ts.Node[] {
  if ('name' in node.parent && node.parent.name === node && ts.isVariableDeclaration(node.parent))
    return [];
  return declarationsOf(reading, node).filter(
    (one) =>
      own.has(one.getSourceFile()) &&
      (isFunction(one) ||
        ts.isVariableDeclaration(one) ||
        ts.isClassLike(one) ||
        ts.isPropertyAssignment(one)) &&
      one.name !== node,
  );
}
