// Which imports are followed: those of packages only where somebody asked for them, and none that is huge.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { seenOnce } from './disk.js';
import { importKey } from './needed.js';
import { builtHost, sourcesOfBuilt } from './references.js';

/** An import that could be followed and was not. */
export interface LeftOut {
  /** The importing file and where in it. */
  readonly file: ts.SourceFile;
  readonly node: ts.StringLiteralLike;
  /** Its declarations are more than can be read in a moment. */
  readonly huge?: true;
}

/** The imports of packages that are followed: all, or those that `importKey` gives. */
export type Wanted = 'all' | ReadonlySet<string>;

export interface Resolver {
  readonly resolve: NonNullable<ts.CompilerHost['resolveModuleNameLiterals']>;
  /** What it read on its way, package.json files among it: each once for a program. */
  readonly cache: ts.ModuleResolutionCache;
  /** The file that an import leads to, whether it is followed or not. */
  readonly find: (from: ts.SourceFile, node: ts.StringLiteralLike) => string | undefined;
  readonly leftOut: readonly LeftOut[];
}

/** What a resolver looks at. */
export interface Resolving {
  readonly options: ts.CompilerOptions;
  /** Where the program stands. */
  readonly folder: string;
  readonly wanted: Wanted;
  /** The folder of the package that is the source itself, with a final slash. */
  readonly own?: string;
  /** The user's configuration, whose references lead to sources instead of what is built of them. */
  readonly tsconfig: string | undefined;
}

/** Bytes: reading more declarations than this would take seconds and hundreds of megabytes. */
const LARGEST = 24_000_000;

const sizes = new Map<string, number>();

/** Resolves as the compiler does, then leaves out what is not wanted or, but for the source itself, too large. */
export function createResolver(resolving: Resolving): Resolver {
  const { options, folder } = resolving;
  const cache = ts.createModuleResolutionCache(folder, (path) => path, options);
  const sources = resolving.tsconfig === undefined ? NONE : sourcesOfBuilt(resolving.tsconfig);
  const host = seenOnce(builtHost(sources));
  const leftOut: LeftOut[] = [];
  const lookUp = (node: ts.StringLiteralLike, file: ts.SourceFile, redirect?: Redirect) => {
    const mode = ts.getModeForUsageLocation(file, node, redirect?.commandLine.options ?? options);
    const { fileName } = file;
    const found = ts.resolveModuleName(node.text, fileName, options, host, cache, redirect, mode);
    return atSource(found, sources);
  };
  return {
    cache,
    leftOut,
    find: (file, node) => lookUp(node, file).resolvedModule?.resolvedFileName,
    resolve: (nodes, _from, redirect, _options, file) =>
      nodes.map((node) => {
        const found = lookUp(node, file, redirect);
        const path = found.resolvedModule?.resolvedFileName;
        const reason = path === undefined ? undefined : whyNot(resolving, file, node, path);
        if (reason === undefined) return found;
        leftOut.push({ file, node, ...reason });
        return { resolvedModule: undefined };
      }),
  };
}

const NONE: ReadonlyMap<string, string> = new Map();

/** What is resolved to a built file of a project that is referred to stands in its source. */
function atSource(
  found: ts.ResolvedModuleWithFailedLookupLocations,
  sources: ReadonlyMap<string, string>,
): ts.ResolvedModuleWithFailedLookupLocations {
  const { resolvedModule } = found;
  const source = resolvedModule && sources.get(resolvedModule.resolvedFileName);
  if (resolvedModule === undefined || source === undefined) return found;
  const extension = /\.[cm]?tsx?$/.exec(source)?.[0] ?? ts.Extension.Ts;
  const { packageId } = resolvedModule;
  const module = { resolvedFileName: source, extension, isExternalLibraryImport: false };
  return { ...found, resolvedModule: packageId === undefined ? module : { ...module, packageId } };
}

type Redirect = ts.ResolvedProjectReference | undefined;

/** Why an import is not followed to `path`; undefined when it is. */
function whyNot(
  { wanted, own }: Resolving,
  file: ts.SourceFile,
  node: ts.StringLiteralLike,
  path: string,
): Pick<LeftOut, 'huge'> | undefined {
  if (!isInPackage(path) || (own !== undefined && path.startsWith(own))) return undefined;
  const isWanted = wanted === 'all' || wanted.has(importKey(file.fileName, node.text));
  if (!isWanted && !isInPackage(file.fileName)) return {};
  const bytes = isBare(node.text) ? declarationBytes(dirname(path)) : 0;
  return bytes > LARGEST ? { huge: true } : undefined;
}

/** Workspace packages, too, are linked into node_modules, but their files lie elsewhere. */
export function isInPackage(path: string): boolean {
  return path.includes('/node_modules/');
}

function isBare(specifier: string): boolean {
  return !/^\.{0,2}\//.test(specifier);
}

/** Bytes of the declaration files below a folder, other packages not counted; about as many when they are too many. */
function declarationBytes(folder: string): number {
  const known = sizes.get(folder);
  if (known !== undefined) return known;
  let bytes = 0;
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined && bytes <= LARGEST; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules') pending.push(path);
      else if (/\.d\.[cm]?ts$/.test(entry.name)) bytes += statSync(path).size;
    }
  }
  sizes.set(folder, bytes);
  return bytes;
}
