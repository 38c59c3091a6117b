// Projects that refer to each other: which configuration a source belongs to, and what built files are made from.
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ts } from 'ts-morph';

/** The configuration that includes `entry`: `tsconfig` itself, or one that it refers to. */
export function configurationOf(tsconfig: string, entry: string): string {
  const { raw, projectReferences = [] } = parse(tsconfig, false);
  const isSolution = Array.isArray(raw?.files) && raw.files.length === 0;
  if (!isSolution || raw.include !== undefined) return tsconfig;
  const paths = projectReferences.map(ts.resolveProjectReferencePath).filter(existsSync);
  return paths.find((path) => parse(path, true).fileNames.includes(entry)) ?? tsconfig;
}

/** The source of each declaration file that the projects a configuration refers to are built to. */
export function sourcesOfBuilt(tsconfig: string): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const projects = new Set([tsconfig]); // grows while it is walked
  for (const path of projects) {
    if (!existsSync(path)) continue;
    const { projectReferences = [] } = parse(path, false);
    for (const reference of projectReferences)
      projects.add(ts.resolveProjectReferencePath(reference));
    if (path === tsconfig) continue;
    const project = parse(path, true);
    for (const source of project.fileNames) {
      const outputs = ts.getOutputFileNames(project, source, !ts.sys.useCaseSensitiveFileNames);
      for (const output of outputs.filter(isDeclaration)) sources.set(output, source);
    }
  }
  return sources;
}

function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}

/** Looks at the project's folder for its files only when they are wanted. */
function parse(path: string, withFiles: boolean): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const host = withFiles ? ts.sys : { ...ts.sys, readDirectory: () => [] };
  return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(path), undefined, path);
}

/** Reads the disk as if the projects that are referred to had been built; `realpath` leads to their folders. */
export function builtHost(sources: ReadonlyMap<string, string>): ts.ModuleResolutionHost {
  if (sources.size === 0) return ts.sys;
  const folders = new Set([...sources.keys()].flatMap(foldersAbove));
  return {
    ...ts.sys,
    realpath: real,
    fileExists: (path) => ts.sys.fileExists(path) || sources.has(real(path)),
    directoryExists: (path) => ts.sys.directoryExists(path) || folders.has(real(path)),
  };
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}

/** Links are followed as far as there is something. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return folder === path ? path : join(real(folder), basename(path));
}
