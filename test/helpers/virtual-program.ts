// A compiler program over files in memory that see the disk around them: sources, packages, types.
import { dirname } from 'node:path';
import ts from 'typescript';

/** Declarations of libraries and packages, which are the same for every program of a process. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/** `files`: text by absolute path; they hide what lies on the disk. */
export function createProgram(
  roots: readonly string[],
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
): ts.Program {
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    directoryExists: (path) => folders.has(path) || disk.directoryExists?.(path) === true,
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, language) => {
      const text = files.get(path);
      return text === undefined
        ? read(disk, path, language)
        : ts.createSourceFile(path, text, language);
    },
  };
  return ts.createProgram(roots, options, host);
}

function read(
  disk: ts.CompilerHost,
  path: string,
  language: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  if (!/\.d\.[cm]?ts$/.test(path)) return disk.getSourceFile(path, language);
  const key = `${path} ${JSON.stringify(language)}`;
  if (!declarations.has(key)) declarations.set(key, disk.getSourceFile(path, language));
  return declarations.get(key);
}

function foldersAbove(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...foldersAbove(parent)];
}
