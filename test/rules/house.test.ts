// House style that no linter knows: first lines, sizes, no shell, no silenced compiler.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, nodesOf, parse, placeOf, textOf } from './sources.js';

const ours = [...filesBelow('src', /\.ts$/), ...filesBelow('templates', /\.(?:ts|mjs)$/)];
const parsed = ours.map(parse);

function findings(matches: (node: ts.Node) => boolean): readonly string[] {
  return parsed.flatMap((source) => nodesOf(source).filter(matches).map(placeOf));
}

describe('every file', () => {
  it('says on its first line what it is for', () => {
    expect(ours.filter((file) => !/^(?:#!.*\n)?(?:\/\/ |\/\*\*? )\S/.test(textOf(file)))).toEqual(
      [],
    );
  });

  it('is short enough to be read at once', () => {
    expect(ours.filter((file) => textOf(file).split('\n').length > 300)).toEqual([]);
  });

  it('silences no compiler', () => {
    expect(ours.filter((file) => /@ts-(?:ignore|expect-error|nocheck)/.test(textOf(file)))).toEqual(
      [],
    );
    expect(findings((node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
    expect(
      findings((node) => ts.isAsExpression(node) && ts.isAsExpression(node.expression)),
    ).toEqual([]);
  });
});

describe('no shell', () => {
  it('runs a command line', () => {
    expect(
      findings(
        (node) =>
          ts.isPropertyAssignment(node) &&
          node.name.getText() === 'shell' &&
          node.initializer.kind !== ts.SyntaxKind.FalseKeyword,
      ),
    ).toEqual([]);
  });

  it('is imported', () => {
    const names = new Set(['exec', 'execSync', 'execaCommand', 'execaCommandSync', '$']);
    expect(
      findings(
        (node) => ts.isImportSpecifier(node) && names.has((node.propertyName ?? node.name).text),
      ),
    ).toEqual([]);
    const namespaces = /child_process|execa/;
    expect(
      findings(
        (node) =>
          ts.isImportDeclaration(node) &&
          namespaces.test(node.moduleSpecifier.getText()) &&
          (node.importClause?.name !== undefined ||
            (node.importClause?.namedBindings !== undefined &&
              ts.isNamespaceImport(node.importClause.namedBindings))),
      ),
    ).toEqual([]);
  });
});
