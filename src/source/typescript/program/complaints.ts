// What the compiler itself has to say about the user's files.
import { ts } from 'ts-morph';
import { WrapError } from '../../../errors.js';
import type { Diagnostic } from '../../../model/diagnostic.js';
import { diagnose, ownFiles, type Reading, relativeFile } from '../reading.js';
import { openLoosely, openProgram, type Scope } from './project.js';
import type { LeftOut } from './resolution.js';

/** Throws `source.syntax` with every syntax error of the source's own files. */
export function refuseSyntaxErrors(reading: Reading): void {
  const found = ownFiles(reading).flatMap((file) =>
    reading.program
      .getSyntacticDiagnostics(file)
      .map((error) => complaint(reading, error, 'error')),
  );
  const [first] = found;
  if (first === undefined) return;
  throw new WrapError('source.syntax', `${first.file}:${first.line}: ${first.message}`, {
    hint: 'mend the syntax and run the command again',
    diagnostics: found,
  });
}

/** What an exported type depends on and would take too long to read. */
export function hugePackages(reading: Reading): Diagnostic[] {
  const found = new Map(
    reading.leftOut.filter(({ huge }) => huge).map((one) => [one.node.text, one]),
  );
  return [...found].map(([name, { node }]) => {
    const message = `the types of ${name} are not read: their declarations are larger than 24 MB`;
    const hint =
      'annotate what is exported with types of your own, or import from the part of the package that is used';
    return diagnose(
      reading,
      { code: 'package.huge', severity: 'warning', message, hint, node },
      node,
    );
  });
}

/** Type errors of the source's own modules, under the user's own settings, as warnings. */
export function typeErrors(reading: Reading): Diagnostic[] {
  if (reading.ref.packageName !== undefined) return [];
  const errors = errorsOf(reading, reading.scope);
  // What was left out may be the reason for some of them: only errors that stay without it count.
  const isSure = errors.length === 0 || reading.scope.packages === 'all';
  const counted = isSure ? errors : errorsOf(reading, { ...reading.scope, packages: 'all' });
  return counted.map((error) => complaint(reading, error, 'warning'));
}

function errorsOf(reading: Reading, scope: Scope): ts.Diagnostic[] {
  const { ref } = reading;
  const isRead = scope.packages === reading.scope.packages;
  const { program, leftOut } =
    openLoosely(ref, scope) ?? (isRead ? reading : openProgram(ref, scope));
  return ownFiles(reading)
    .filter(({ isDeclarationFile }) => !isDeclarationFile)
    .flatMap(({ fileName }) => program.getSemanticDiagnostics(program.getSourceFile(fileName)))
    .filter((error) => !isLeftOut(error, leftOut))
    .filter(({ code }) => ref.tsconfig !== undefined || !isImplicitAny(code));
}

/** About an import that was not followed, or about what is any because of it. */
function isLeftOut({ file, start, code }: ts.Diagnostic, leftOut: readonly LeftOut[]): boolean {
  const here = leftOut.filter((one) => one.file.fileName === file?.fileName);
  return (
    here.some(({ node }) => node.getStart() === start) || (here.length > 0 && isImplicitAny(code))
  );
}

/** Nobody asked for annotations where there is no tsconfig.json. */
function isImplicitAny(code: number): boolean {
  return code >= 7000 && code < 8000;
}

function complaint(
  reading: Reading,
  error: ts.Diagnostic,
  severity: 'error' | 'warning',
): Diagnostic {
  const message = ts.flattenDiagnosticMessageText(error.messageText, ' ');
  const line = error.file?.getLineAndCharacterOfPosition(error.start ?? 0).line ?? 0;
  const file = relativeFile(reading, error.file?.fileName ?? reading.entry.fileName);
  return { code: `ts.${error.code}`, severity, file, line: line + 1, message };
}
