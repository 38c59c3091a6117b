// What tsc says of generated files that lie in memory where they would be written.
import { join, relative } from 'node:path';
import ts from 'typescript';
import { packageTemplates } from '../../src/render/templates.js';
import type { FileTree } from '../../src/tree/file-tree.js';
import { createProgram } from './virtual-program.js';

/** Files of a program, by absolute path. */
export interface Checked {
  readonly files: ReadonlyMap<string, string>;
  /** Those whose errors are asked for; all of them are among `files`. */
  readonly roots: readonly string[];
  /** The text of the project's tsconfig.json. */
  readonly tsconfig: string;
}

/** The errors of the roots as `file:line: message`, files relative to `base`. */
export function typeErrors({ files, roots, tsconfig }: Checked, base: string): readonly string[] {
  const program = createProgram(roots, files, compilerOptions(tsconfig, base));
  const diagnostics = roots.flatMap((root) => {
    const source = program.getSourceFile(root);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return [...program.getOptionsDiagnostics(), ...diagnostics].map((one) => described(one, base));
}

/** A generated tree by absolute paths. */
export function placed(out: string, tree: FileTree): readonly (readonly [string, string])[] {
  return [...tree].map(([path, { content }]) => [join(out, path), content] as const);
}

/** The runtime that generated tables call, under `out`: what every project has, files and jobs. */
export function placedRuntime(out: string): readonly (readonly [string, string])[] {
  const templates = packageTemplates();
  return ['project', 'files', 'jobs'].flatMap((part) =>
    templates
      .list(`${part}/src/runtime`)
      .map((path) => [join(out, path.slice(part.length + 1)), templates.read(path)] as const),
  );
}

/** As a generated project has them, whatever the user's own options are. */
function compilerOptions(tsconfig: string, base: string): ts.CompilerOptions {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', tsconfig);
  const { options, errors } = ts.convertCompilerOptionsFromJson(config.compilerOptions, base);
  if (errors.length > 0) throw new Error(errors.map((one) => described(one, base)).join('\n'));
  return options;
}

function described({ file, start, messageText }: ts.Diagnostic, base: string): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  const place = file ? `${relative(base, file.fileName)}:${line}: ` : '';
  return place + ts.flattenDiagnosticMessageText(messageText, '\n');
}
