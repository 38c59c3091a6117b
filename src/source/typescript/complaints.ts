// What the compiler itself has to say about the user's files.
import { ts } from 'ts-morph';
import { WrapError } from '../../errors.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { openLoosely } from './project.js';
import { ownFiles, type Reading, relativeFile } from './reading.js';

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

/** Type errors of the source's own modules, under the user's own settings, as warnings. */
export function typeErrors(reading: Reading): Diagnostic[] {
  if (reading.ref.packageName !== undefined) return [];
  const program = openLoosely(reading.ref, reading.program, reading.dom);
  return ownFiles(reading)
    .filter(({ isDeclarationFile }) => !isDeclarationFile)
    .flatMap(({ fileName }) => program.getSemanticDiagnostics(program.getSourceFile(fileName)))
    .filter(({ code }) => reading.ref.tsconfig !== undefined || !isImplicitAny(code))
    .map((error) => complaint(reading, error, 'warning'));
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
