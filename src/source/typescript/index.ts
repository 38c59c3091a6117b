// Reads a TypeScript or JavaScript module, or an installed package, into its tools.
import { ts } from 'ts-morph';
import { WrapError } from '../../errors.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { ModuleModel, SkippedExport, SourceRef, ToolModel } from '../../model/module.js';
import { collisions } from '../../model/names.js';
import { environmentOf, type Served } from './evidence/env-variables.js';
import { candidatesOf, isSole } from './exports/exports.js';
import { published } from './exports/published.js';
import { hugePackages, refuseSyntaxErrors, typeErrors } from './program/complaints.js';
import { openProgram, type Scope } from './program/project.js';
import { configurationOf } from './program/references.js';
import { diagnose, type Reading, resolved } from './reading.js';
import { settled } from './signature/settled.js';
import { moduleSymbol } from './symbols.js';
import { readCandidate } from './tool.js';

/**
 * Reads `ref` without running a line of it. Throws `source.syntax`, `source.no-exports`,
 * `source.too-deep`. A wider `scope` than is needed gives the same tools later.
 */
export function introspectTypescript(ref: SourceRef, scope: Scope = LITTLE): ModuleModel {
  const { tsconfig } = ref;
  if (tsconfig === undefined) return introspectSafely(ref, scope);
  const governing = configurationOf(tsconfig, ref.entry);
  if (governing === tsconfig) return introspectSafely(ref, scope);
  return { ...introspectSafely({ ...ref, tsconfig: governing }, scope), tsconfig: governing };
}

function introspectSafely(ref: SourceRef, scope: Scope): ModuleModel {
  try {
    return introspect(ref, scope);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new WrapError('source.too-deep', `${ref.specifier} nests deeper than can be followed`, {
      hint: 'shorten the longest chain of calls, operators or types in it',
      cause: error,
    });
  }
}

function introspect(ref: SourceRef, scope: Scope): ModuleModel {
  const plain = read(ref, scope);
  // Only what mentions the browser's globals, or what a package declares globally, pays for loading them.
  const { reading, model, served } = plain.reading.unresolved ? read(ref, EVERYTHING) : plain;
  const diagnostics = [
    ...collisions(model.tools),
    ...model.diagnostics,
    ...hugePackages(reading),
    ...typeErrors(reading),
  ];
  return { ...model, diagnostics: sorted(diagnostics), env: environmentOf(reading, served) };
}

const LITTLE: Scope = { dom: false, packages: 'needed' };
const EVERYTHING: Scope = { dom: true, packages: 'all' };

function read(ref: SourceRef, scope: Scope) {
  const reading = startReading(ref, scope);
  refuseSyntaxErrors(reading);
  const { candidates, undeclared, findings } = published(reading, candidatesOf(reading));
  if (candidates.length === 0) {
    throw new WrapError(
      'source.no-exports',
      `${ref.specifier} exports nothing that can be called`,
      {
        hint: 'export a function, or name the module that does',
      },
    );
  }
  const tools: ToolModel[] = [];
  const served: Served[] = [];
  const skipped: SkippedExport[] = [];
  const diagnostics: Diagnostic[] = [];
  const verdicts = candidates.map((candidate) => readCandidate(reading, candidate));
  const isFinal = scope === EVERYTHING || !reading.unresolved;
  for (const [index, verdict] of (isFinal ? settled(reading, verdicts) : verdicts).entries()) {
    const candidate = candidates[index];
    if (verdict.tool !== undefined) {
      tools.push(verdict.tool);
      if (candidate !== undefined) served.push({ name: verdict.tool.name, candidate });
    }
    if (verdict.skipped !== undefined) skipped.push(verdict.skipped);
    for (const finding of verdict.findings) {
      const found = diagnose(reading, finding, candidate?.node ?? reading.entry);
      diagnostics.push({ ...found, ...(candidate && { export: candidate.export }) });
    }
  }
  const about = findings.map((finding) => diagnose(reading, finding, reading.entry));
  return {
    reading,
    served,
    model: {
      ...(isSole(reading) ? { sole: true as const } : {}),
      tools,
      skipped: [...skipped, ...undeclared],
      diagnostics: [...diagnostics, ...about],
    },
  };
}

function startReading(ref: SourceRef, scope: Scope): Reading {
  const { program, leftOut } = openProgram(ref, scope);
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(ref.entry);
  if (entry === undefined) {
    throw new WrapError('source.not-found', `${ref.entry} cannot be read`);
  }
  const exports = exportsOf(checker, entry);
  const exported = exportedTypes(exports);
  return { ref, program, checker, entry, exports, exported, scope, leftOut, unresolved: false };
}

function exportsOf(checker: ts.TypeChecker, entry: ts.SourceFile): Map<string, ts.Symbol> {
  const module = moduleSymbol(checker, entry);
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  return new Map(exports.map((symbol) => [symbol.name, resolved(checker, symbol)]));
}

function exportedTypes(exports: ReadonlyMap<string, ts.Symbol>): Map<ts.Symbol, string> {
  return new Map(
    [...exports]
      .filter(([, symbol]) => symbol.flags & ts.SymbolFlags.Type)
      .map(([name, symbol]) => [symbol, name]),
  );
}

function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const distinct = new Map(diagnostics.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()];
}
