// The texts that a call works with: paths and SQL, as far as they are written down.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { type Called, declarationsOf } from './callee.js';
import { kindOf } from './known-modules.js';

/**
 * The paths that a file is opened by, and the text that a statement was prepared from:
 * `db.prepare('SELECT …').all()`; also through a constant.
 */
export function textsOf(reading: Reading, module: string, { callee, args }: Called): string {
  const sources = kindOf(module) === 'files' ? args : [callee];
  return sources
    .map((source) => textIn(reading, source))
    .join(' ')
    .trim();
}

function textIn(reading: Reading, from: ts.Node): string {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
      texts.push(literalText(node));
    else ts.forEachChild(node, visit);
  };
  visit(from);
  const root = ts.isPropertyAccessExpression(from) ? from.expression : from;
  const [declaration] = ts.isIdentifier(root) ? declarationsOf(reading, root) : [];
  if (declaration !== undefined && ts.isVariableDeclaration(declaration)) visit(declaration);
  return texts.join(' ').trim();
}

/** The text of a literal, of a template with its parts as they are written; else empty. */
export function literalText(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : '';
}
