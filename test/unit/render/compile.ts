// Compiles and loads generated modules as a generated project would: real zod, real runtime, real tsc.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

export interface Project {
  readonly folder: string;
  remove(): void;
}

/** A folder with the runtime, zod, and these files (paths relative to it). */
export function makeProject(files: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(join(tmpdir(), 'render-'));
  cpSync(join(repository, 'templates/project/src/runtime'), join(folder, 'src/runtime'), {
    recursive: true,
  });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What tsc says of `roots`, as `file:line: message`. */
export function compilerErrors(
  { folder }: Project,
  roots: readonly string[],
  options: ts.CompilerOptions = {},
): readonly string[] {
  const program = ts.createProgram({
    rootNames: roots.map((root) => join(folder, root)),
    host: cachingHost(),
    options: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      noUnusedLocals: true,
      resolveJsonModule: true,
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      types: ['node'],
      typeRoots: [join(repository, 'node_modules/@types')],
      ...options,
    },
  });
  const sources = roots.flatMap((root) => program.getSourceFile(join(folder, root)) ?? []);
  const diagnostics = sources.flatMap((source) => [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]);
  return [...program.getOptionsDiagnostics(), ...diagnostics].map((found) => {
    const place =
      found.file === undefined || found.start === undefined
        ? ''
        : `${found.file.fileName.slice(folder.length + 1)}:${
            found.file.getLineAndCharacterOfPosition(found.start).line + 1
          }: `;
    return place + ts.flattenDiagnosticMessageText(found.messageText, ' ');
  });
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** Declarations of libraries are parsed once for all programs. */
function cachingHost(): ts.CompilerHost {
  const host = ts.createCompilerHost({});
  return {
    ...host,
    getSourceFile: (file, target, ...rest) => {
      if (!file.includes('/node_modules/')) return host.getSourceFile(file, target, ...rest);
      if (!parsed.has(file)) parsed.set(file, host.getSourceFile(file, target, ...rest));
      return parsed.get(file);
    },
  };
}

/** The namespace of a module, bundled as the build does it. */
export async function load({ folder }: Project, root: string): Promise<unknown> {
  const outfile = join(folder, 'dist', `${root.replaceAll('/', '-')}.mjs`);
  await build({
    entryPoints: [join(folder, root)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href);
}
