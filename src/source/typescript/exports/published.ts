// Holds what a package declares against what its JavaScript exports: neither side is believed alone.
import { ts } from 'ts-morph';
import type { SkippedExport } from '../../../model/module.js';
import { type RuntimeExports, type RuntimePlace, runtimeExports } from '../../runtime-exports.js';
import { type Finding, type Reading, relativeFile, resolved } from '../reading.js';
import { moduleSymbol } from '../symbols.js';
import type { Candidate } from './exports.js';
import { withoutInstances } from './instances.js';

/** What a package really offers. */
export interface Published {
  /** As declared, by the way that works at run time; those that do not exist there refused. */
  readonly candidates: readonly Candidate[];
  /** Exported at run time, declared nowhere. */
  readonly undeclared: readonly SkippedExport[];
  readonly findings: readonly Finding[];
}

/** The user's own modules are read as they are: the comparison is about declarations that others wrote. */
export function published(reading: Reading, candidates: readonly Candidate[]): Published {
  const { packageName, packageDir } = reading.ref;
  const declared = packageName !== undefined && reading.entry.isDeclarationFile;
  const runtime = declared ? runtimeExports(packageName, packageDir) : undefined;
  const served = packageName === undefined ? candidates : withoutInstances(candidates);
  if (runtime === undefined) return { candidates: served, undeclared: [], findings: [] };
  return {
    candidates: oncePerExport(served.map((candidate) => reached(candidate, runtime))),
    undeclared: undeclared(reading, runtime),
    findings: unsure(served, runtime),
  };
}

function reached(candidate: Candidate, runtime: RuntimeExports): Candidate {
  const [first = '', second] = candidate.path;
  if (runtime.names.has(first) || !runtime.complete || candidate.refusal?.unresolved) {
    return candidate;
  }
  // `export =` in declarations of what is an ES module by now.
  return first === 'default' && second !== undefined && runtime.names.has(second)
    ? { ...candidate, path: candidate.path.slice(1) }
    : { ...candidate, export: first, refusal: MISSING };
}

/** An object that does not exist is named once, not member by member. */
function oncePerExport(candidates: readonly Candidate[]): Candidate[] {
  const named = new Set<string>();
  return candidates.filter((candidate) => {
    const isKnown = named.has(candidate.export);
    if (candidate.refusal === MISSING) named.add(candidate.export);
    return !isKnown;
  });
}

const MISSING = {
  reason: 'declared but not exported at run time',
  hint: 'install the release of the package that its declarations describe',
};

function undeclared(reading: Reading, { names, assigned }: RuntimeExports): SkippedExport[] {
  const declared = declaredNames(reading);
  return [...names]
    .filter(([name]) => !declared.has(name) && !(assigned && name === 'default'))
    .map(([name, place]) => untyped(reading, name, place));
}

function untyped(reading: Reading, name: string, { file, line }: RuntimePlace): SkippedExport {
  return {
    export: name,
    reason: 'exported at run time but not declared',
    hint: 'export a wrapper that gives it types; whether it can be called is not known',
    file: relativeFile(reading, file),
    line,
  };
}

/** Every value that is declared; of `export =`, the members of what is assigned as well. */
function declaredNames({ checker, entry }: Reading): Set<string> {
  const module = moduleSymbol(checker, entry);
  const assigned = module?.exports?.get(ts.InternalSymbolName.ExportEquals);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const members =
    assigned === undefined
      ? []
      : checker.getPropertiesOfType(checker.getTypeOfSymbol(resolved(checker, assigned)));
  const values = [...exported, ...members].filter(isValue(checker)).map(({ name }) => name);
  return new Set(assigned === undefined ? values : [...values, 'default']);
}

function isValue(checker: ts.TypeChecker): (symbol: ts.Symbol) => boolean {
  return (symbol) => {
    const meant = resolved(checker, symbol);
    return checker.isUnknownSymbol(meant) || (meant.flags & ts.SymbolFlags.Value) !== 0;
  };
}

/** Said once: what was declared is believed where the JavaScript does not show its exports. */
function unsure(candidates: readonly Candidate[], runtime: RuntimeExports): Finding[] {
  const open = candidates.filter((candidate) => !isSeen(candidate, runtime));
  if (runtime.complete || open.length === 0) return [];
  return [
    {
      code: 'exports.unknown',
      severity: 'note',
      message: `${open.length} declared exports cannot be seen in the JavaScript of the package; they are believed`,
      hint: 'call each once: one that does not exist says so',
    },
  ];
}

/** A member of the default export is seen when the JavaScript names it as a member of what is exported. */
function isSeen({ path: [first = '', second] }: Candidate, { names, assigned }: RuntimeExports) {
  if (first !== 'default') return names.has(first);
  return second === undefined ? assigned || names.has(first) : names.has(second);
}
