// Opens a source as a compiler program: no more files than the types of its exports need.
import { ts } from 'ts-morph';
import type { SourceRef } from '../../../model/module.js';
import { createHost } from './host.js';
import { neededImports } from './needed.js';
import { looseOptions, strictOptions } from './options.js';
import { createResolver, isInPackage, type LeftOut, type Wanted } from './resolution.js';

/** How much of the world a program knows. */
export interface Scope {
  /** With the browser's globals. */
  readonly dom: boolean;
  /** All that is imported, or only what the types of the exports depend on. */
  readonly packages: 'needed' | 'all';
}

export interface Opened {
  readonly program: ts.Program;
  /** Imports of packages that were not followed. */
  readonly leftOut: readonly LeftOut[];
}

/** The program of a source, under strict settings. */
export function openProgram(ref: SourceRef, scope: Scope): Opened {
  const options = strictOptions(ref, scope.dom);
  const isAll = scope.packages === 'all' || ref.packageName !== undefined;
  return open(ref, options, isAll ? 'all' : needed(ref, options));
}

/** The program as the user's own build sees it, for its complaints; undefined when that is the strict one. */
export function openLoosely(ref: SourceRef, scope: Scope): Opened | undefined {
  const options = looseOptions(ref, scope.dom);
  if (options === undefined) return undefined;
  return open(ref, options, scope.packages === 'all' ? 'all' : needed(ref, options));
}

function open(ref: SourceRef, options: ts.CompilerOptions, wanted: Wanted): Opened {
  const { tsconfig } = ref;
  const own = ref.packageName === undefined ? {} : { own: packageFolder(ref.entry) };
  const resolver = createResolver({ options, folder: ref.packageDir, tsconfig, wanted, ...own });
  const host = createHost(options, ref.packageDir, resolver);
  const program = ts.createProgram({ rootNames: [ref.entry], options, host });
  return { program, leftOut: resolver.leftOut };
}

/** Looks at the source's own files alone, which costs their parsing only. */
function needed(ref: SourceRef, options: ts.CompilerOptions): Wanted {
  const { tsconfig } = ref;
  const bare = { ...options, noLib: true, types: [] };
  const resolver = createResolver({
    options: bare,
    folder: ref.packageDir,
    tsconfig,
    wanted: new Set(),
  });
  const host = createHost(bare, ref.packageDir, resolver);
  const program = ts.createProgram({ rootNames: [ref.entry], options: bare, host });
  const entry = program.getSourceFile(ref.entry);
  if (entry === undefined || resolver.leftOut.length === 0) return 'all';
  const files = program.getSourceFiles().filter(({ fileName }) => !isInPackage(fileName));
  const target = (from: ts.SourceFile, specifier: ts.StringLiteralLike) => {
    const path = resolver.find(from, specifier);
    return path === undefined || isInPackage(path) ? undefined : program.getSourceFile(path);
  };
  return neededImports({ entry, files, target });
}

/** The folder of the innermost package that a file below node_modules belongs to, with a final slash. */
export function packageFolder(path: string): string {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(path)?.[0] ?? path;
}
