// What a package declares and what it exports when it runs: counted without the code that is tested.
import { join } from 'node:path';
import ts from 'typescript';
import { runOk } from '../helpers/run.js';

/** A function that a package declares, by the name people call it: `chunk`, `marked.parse`. */
export interface DeclaredFunction {
  readonly name: string;
  /** The export itself, or one of its signatures, has a doc comment. */
  readonly documented: boolean;
}

export interface Declared {
  readonly functions: readonly DeclaredFunction[];
  /** The names of everything that exists at run time by the declarations, functions among them. */
  readonly values: ReadonlySet<string>;
}

/** The exports of `name` by its declarations, seen from the folder it is installed in. */
export function declaredExports(name: string, folder: string): Declared {
  const file = join(folder, 'entry.mts');
  const text = `import * as lib from '${name}'; export { lib };`;
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    esModuleInterop: true,
    strict: true,
    types: [],
  };
  const disk = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...disk,
    fileExists: (path) => path === file || disk.fileExists(path),
    readFile: (path) => (path === file ? text : disk.readFile(path)),
    getSourceFile: (path, language) =>
      path === file
        ? ts.createSourceFile(path, text, language)
        : disk.getSourceFile(path, language),
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const specifier = source?.statements.find(ts.isImportDeclaration)?.moduleSpecifier;
  const module = specifier && checker.getSymbolAtLocation(specifier);
  if (module === undefined) throw new Error(`${name} has no declarations`);
  return membersOf(checker, module);
}

function membersOf(checker: ts.TypeChecker, module: ts.Symbol): Declared {
  const assigned = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const whole = assigned && resolved(checker, assigned);
  const members =
    whole === undefined ? [] : checker.getPropertiesOfType(checker.getTypeOfSymbol(whole));
  const all = [...checker.getExportsOfModule(module), ...members].filter(
    ({ name }) => name !== ts.InternalSymbolName.ExportEquals && !name.startsWith('_'),
  );
  const named = [...new Map(all.map((symbol) => [symbol.name, symbol])).values()];
  const itself = whole === undefined ? [] : functionOf(checker, whole, 'default');
  const values = named.filter((symbol) => resolved(checker, symbol).flags & ts.SymbolFlags.Value);
  return {
    functions: [...itself, ...named.flatMap((symbol) => functionsOf(checker, symbol))],
    values: new Set(['default', ...values.map(({ name }) => name)]),
  };
}

/** The export when it can be called, and the functions of a namespace that bears its name. */
function functionsOf(checker: ts.TypeChecker, symbol: ts.Symbol): readonly DeclaredFunction[] {
  const meant = resolved(checker, symbol);
  if (!(meant.flags & ts.SymbolFlags.Value)) return [];
  const namespace = ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule;
  const below = meant.flags & namespace ? checker.getExportsOfModule(meant) : [];
  return [
    ...functionOf(checker, meant, symbol.name),
    ...below.flatMap((member) => {
      const inner = resolved(checker, member);
      return inner.flags & ts.SymbolFlags.Value
        ? functionOf(checker, inner, `${symbol.name}.${member.name}`)
        : [];
    }),
  ];
}

function functionOf(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  name: string,
): readonly DeclaredFunction[] {
  const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
  if (signatures.length === 0) return [];
  const comments = [symbol, ...signatures].map((one) => one.getDocumentationComment(checker));
  return [{ name, documented: comments.some(({ length }) => length > 0) }];
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

const NAMES = `
  const lib = await import(process.argv[1]);
  const whole = lib.default;
  const open = (typeof whole === 'object' && whole !== null) || typeof whole === 'function';
  console.log(JSON.stringify([...Object.keys(lib), ...(open ? Object.keys(whole) : [])]));
`;

/** The names that `import` of a package gives in a process of its own, and those of its default's members. */
export async function runningExports(name: string, folder: string): Promise<ReadonlySet<string>> {
  const args = ['--input-type=module', '--eval', NAMES, name];
  const { stdout } = await runOk(process.execPath, args, { cwd: folder });
  const names: string[] = JSON.parse(stdout);
  return new Set(names.filter((found) => found !== '__esModule' && found !== 'module.exports'));
}
