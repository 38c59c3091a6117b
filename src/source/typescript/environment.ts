// Which environment variables the source's own files read.
import { ts } from 'ts-morph';
import { ownFiles, type Reading } from './reading.js';

/** Names read as `process.env.X` or `process.env['X']`, sorted. */
export function environmentOf(reading: Reading): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    for (const name of variablesOf(node)) names.add(name);
    ts.forEachChild(node, visit);
  };
  for (const file of ownFiles(reading)) if (!file.isDeclarationFile) visit(file);
  return [...names].sort();
}

function variablesOf(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression))
    return [node.name.text];
  if (ts.isElementAccessExpression(node) && isEnvironment(node.expression)) {
    return ts.isStringLiteralLike(node.argumentExpression) ? [node.argumentExpression.text] : [];
  }
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return [];
  if (!isEnvironment(node.initializer) || !ts.isObjectBindingPattern(node.name)) return [];
  return node.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
}

/** `process.env`, however a file writes it. */
export function isEnvironment(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'env' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'process'
  );
}
