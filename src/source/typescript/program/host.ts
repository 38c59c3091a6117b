// Feeds files to the compiler; library and dependency files are parsed once per process.
import { statSync } from 'node:fs';
import { Project, ts } from 'ts-morph';
import { seenOnce } from './disk.js';
import { isInPackage, type Resolver } from './resolution.js';

const LIB_FOLDER = '/node_modules/typescript/lib';

interface Parsed {
  readonly stamp: string;
  readonly file: ts.SourceFile;
}

const cache = new Map<string, Parsed>();
let libraries: ReturnType<Project['getModuleResolutionHost']> | undefined;

/** A compiler host that reads the disk, the compiler's own libraries and the cache, and asks `resolver` for imports. */
export function createHost(
  options: ts.CompilerOptions,
  folder: string,
  resolver: Resolver,
): ts.CompilerHost {
  libraries ??= new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  const library = libraries;
  const base = seenOnce(ts.createCompilerHost(options, true));
  const host: ts.CompilerHost = {
    ...base,
    getCurrentDirectory: () => folder,
    getDefaultLibLocation: () => LIB_FOLDER,
    getDefaultLibFileName: (given) => `${LIB_FOLDER}/${ts.getDefaultLibFileName(given)}`,
    fileExists: (path) => (isLibrary(path) ? library.fileExists(path) : base.fileExists(path)),
    readFile: (path) => (isLibrary(path) ? library.readFile?.(path) : base.readFile(path)),
    writeFile: () => {},
    getSourceFile: (path, how) => parse(host, options, path, how),
    resolveModuleNameLiterals: resolver.resolve,
    getModuleResolutionCache: () => resolver.cache,
  };
  return host;
}

function isLibrary(path: string): boolean {
  return path.startsWith(`${LIB_FOLDER}/lib.`);
}

function parse(
  host: ts.CompilerHost,
  options: ts.CompilerOptions,
  path: string,
  how: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const settings = typeof how === 'object' ? how : { languageVersion: how };
  const key = `${path}\n${settingsOf(path, settings, options)}`;
  const stamp = stampOf(path);
  const known = cache.get(key);
  if (known !== undefined && known.stamp === stamp) return known.file;
  const text = host.readFile(path);
  if (text === undefined) return undefined;
  const { ParseNone, ParseAll } = ts.JSDocParsingMode;
  const jsDocParsingMode = isLibrary(path) ? ParseNone : ParseAll;
  // The source's own files are looked through before they are bound, which would set their parents.
  const isOwn = !isLibrary(path) && !isInPackage(path);
  const file = ts.createSourceFile(path, text, { ...settings, jsDocParsingMode }, isOwn);
  cache.set(key, { stamp, file });
  return file;
}

/** Every option that parsing or binding the file reads; declarations of others read none. */
function settingsOf(
  path: string,
  { languageVersion, impliedNodeFormat }: ts.CreateSourceFileOptions,
  options: ts.CompilerOptions,
): string {
  const how = [languageVersion, impliedNodeFormat];
  if (isLibrary(path) || isInPackage(path)) return JSON.stringify(how);
  const { target, module, moduleResolution, moduleDetection, jsx, checkJs, strict } = options;
  return JSON.stringify([
    ...how,
    ...[target, module, moduleResolution, moduleDetection, jsx, checkJs, strict],
  ]);
}

/** Changes with the file's text. */
function stampOf(path: string): string {
  if (isLibrary(path)) return '';
  const { mtimeMs, size, ino } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return JSON.stringify([mtimeMs, size, ino]);
}
