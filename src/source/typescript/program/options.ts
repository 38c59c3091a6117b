// The compiler options of a reading: the user's own, made strict, and nothing about output.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import type { SourceRef } from '../../../model/module.js';

/** Strict settings; `dom` adds the browser's globals. */
export function strictOptions(ref: SourceRef, dom: boolean): ts.CompilerOptions {
  return strictly(userOptions(ref), ref, dom);
}

/** The settings of the user's own build; undefined when those are the strict ones. */
export function looseOptions(ref: SourceRef, dom: boolean): ts.CompilerOptions | undefined {
  const user = userOptions(ref);
  if (user.strict === true || ref.tsconfig === undefined) return undefined;
  const own = Object.fromEntries(STRICTNESS.map((flag) => [flag, user[flag]]));
  return { ...strictly(user, ref, dom), strict: false, ...own };
}

function userOptions(ref: SourceRef): ts.CompilerOptions {
  if (ref.tsconfig === undefined) return {};
  const { config } = ts.readConfigFile(ref.tsconfig, ts.sys.readFile);
  const host = { ...ts.sys, readDirectory: () => [] };
  return ts.parseJsonConfigFileContent(
    config ?? {},
    host,
    dirname(ref.tsconfig),
    undefined,
    ref.tsconfig,
  ).options;
}

const STRICTNESS = [
  'strict',
  'alwaysStrict',
  'noImplicitAny',
  'noImplicitThis',
  'strictBindCallApply',
  'strictBuiltinIteratorReturn',
  'strictFunctionTypes',
  'strictNullChecks',
  'strictPropertyInitialization',
  'useUnknownInCatchVariables',
] as const;

/** Settings about output, which reading has no use for and which may contradict `noEmit`. */
const EMITTING = [
  'composite',
  'declaration',
  'declarationDir',
  'declarationMap',
  'emitDeclarationOnly',
  'erasableSyntaxOnly',
  'incremental',
  'isolatedDeclarations',
  'noUnusedLocals',
  'noUnusedParameters',
  'outDir',
  'outFile',
  'rootDir',
  'tsBuildInfoFile',
] as const;

const MODERN: ts.CompilerOptions = {
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** Without strict the checker knows no null, and input and output schemas would be wrong. */
function strictly(user: ts.CompilerOptions, ref: SourceRef, dom: boolean): ts.CompilerOptions {
  const kept = { ...user };
  for (const flag of [...STRICTNESS, ...EMITTING]) delete kept[flag];
  return {
    target: ts.ScriptTarget.ES2023,
    ...(user.module === undefined && user.moduleResolution === undefined ? MODERN : {}),
    esModuleInterop: true,
    resolveJsonModule: true,
    jsx: ts.JsxEmit.Preserve,
    maxNodeModuleJsDepth: 2,
    ...kept,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowJs: true,
    allowImportingTsExtensions: true,
    lib: libraries(user, dom),
    ...nodeTypes(user, ref),
  };
}

function libraries(user: ts.CompilerOptions, dom: boolean): string[] {
  const chosen = (user.lib ?? ['lib.es2023.d.ts']).filter(
    (lib) => !/^lib\.(dom|webworker)/.test(lib),
  );
  return dom ? [...chosen, 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] : chosen;
}

/** Node's types are loaded although a config is silent about them: most modules read files or the environment. */
function nodeTypes(user: ts.CompilerOptions, ref: SourceRef): ts.CompilerOptions {
  const roots = [
    ...(user.typeRoots ?? typeFolders(ref.packageDir)),
    // The Node types that this package brings, for sources that have none installed.
    ...typeFolders(dirname(fileURLToPath(import.meta.url))),
  ].filter((folder) => existsSync(folder));
  const types = user.types ?? [];
  const known = roots.some((root) => existsSync(join(root, 'node')));
  return { typeRoots: roots, types: known && !types.includes('node') ? [...types, 'node'] : types };
}

function typeFolders(folder: string): string[] {
  const here = join(folder, 'node_modules', '@types');
  const parent = dirname(folder);
  return parent === folder ? [here] : [here, ...typeFolders(parent)];
}
