// The judge: the compiler itself says which expressions are values of which type.
import { join } from 'node:path';
import ts from 'typescript';
import { createProgram } from '../../../helpers/virtual-program.js';

/** An expression held against a type of the module; equal keys belong to one value. */
export interface Question {
  readonly type: string;
  readonly expression: string;
}

const JUDGE = join(import.meta.dirname, 'judge.ts');

const HELPERS = [
  'declare function is<T>(value: T): T;',
  'declare function brand<B, T extends B>(value: B): T;',
  'declare function told<S, T>(value: S): T;',
];

/** For each question whether the compiler accepts it. Throws when the module itself has errors. */
export function accepted(module: string, questions: readonly Question[]): readonly boolean[] {
  const head = `${module}\n${HELPERS.join('\n')}\n`;
  const first = head.split('\n').length - 1;
  const lines = questions.map(
    ({ type, expression }, index) => `const question${index}: ${type} = ${expression};`,
  );
  const refused = errorLines(JUDGE, `${head}${lines.join('\n')}\n`);
  const broken = [...refused].filter(([line]) => line < first);
  if (broken.length > 0) {
    throw new Error(
      `the random types do not compile:\n${broken.map(([, text]) => text).join('\n')}`,
    );
  }
  return questions.map((_, index) => !refused.has(first + index));
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.Preserve,
  types: ['node'],
  noEmit: true,
  skipLibCheck: true,
};

/** The first error of each line that has any. */
function errorLines(path: string, text: string): ReadonlyMap<number, string> {
  const program = createProgram([path], new Map([[path, text]]), OPTIONS);
  const file = program.getSourceFile(path);
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  const lines = new Map<number, string>();
  for (const { start = 0, messageText } of found) {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (!lines.has(line)) lines.set(line, `${message}\n  ${text.split('\n')[line]}`);
  }
  return lines;
}
