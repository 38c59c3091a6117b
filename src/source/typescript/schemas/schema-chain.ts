// Takes a schema's expression apart: `z.string().min(1)` is a factory and its steps. Nothing of it runs.
import { ts } from 'ts-morph';
import { type Reading, resolved } from '../reading.js';
import { initialiserOf, schemaTypes } from './own-schema.js';

/** A call by name: `min(1)`. */
export interface Step {
  readonly name: string;
  readonly args: readonly ts.Expression[];
  readonly node: ts.Node;
}

/** Where a chain starts: at a function of the library, or at another schema, when its expression is known. */
export interface Chain {
  readonly factory?: Step;
  readonly base?: ts.Expression;
  readonly steps: readonly Step[];
}

/** The parts of a schema's expression; undefined when it is written in another way. */
export function chainOf(reading: Reading, expression: ts.Expression): Chain | undefined {
  const node = bare(expression);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
    const base = referenced(reading, node);
    return base && { base, steps: [] };
  }
  if (!ts.isCallExpression(node)) return undefined;
  const { expression: callee, arguments: args } = node;
  if (ts.isPropertyAccessExpression(callee) && isSchema(reading, callee.expression)) {
    const inner = chainOf(reading, callee.expression);
    const step = { name: callee.name.text, args, node: callee.name };
    return inner && { ...inner, steps: [...inner.steps, step] };
  }
  const name = libraryName(reading, callee);
  return name === undefined ? undefined : { factory: { name, args, node: callee }, steps: [] };
}

export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node;
}

function isSchema(reading: Reading, node: ts.Expression): boolean {
  return schemaTypes(reading, reading.checker.getTypeAtLocation(node)) !== undefined;
}

/** The expression behind a constant, or a member of an object literal, that holds a schema. */
function referenced(
  { checker }: Reading,
  node: ts.Identifier | ts.PropertyAccessExpression,
): ts.Expression | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return symbol && initialiserOf(resolved(checker, symbol));
}

/** `z.object` is `object`, `z.iso.date` is `iso.date`; undefined for functions that no dependency declares. */
function libraryName({ checker }: Reading, callee: ts.Expression): string | undefined {
  const symbol = checker.getSymbolAtLocation(callee);
  const [declaration] = (symbol && resolved(checker, symbol).declarations) ?? [];
  if (!declaration?.getSourceFile().fileName.includes('/node_modules/')) return undefined;
  if (ts.isIdentifier(callee) && symbol !== undefined) return resolved(checker, symbol).name;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const { name, expression } = callee;
  return ts.isPropertyAccessExpression(expression) && expression.name.text !== 'z'
    ? `${expression.name.text}.${name.text}`
    : name.text;
}

/** The object literal that an expression is, or names. */
export function objectLiteral(
  reading: Reading,
  written: ts.Expression,
): ts.ObjectLiteralExpression | undefined {
  const node = bare(written);
  if (ts.isObjectLiteralExpression(node)) return node;
  const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  const behind = isName ? referenced(reading, node) : undefined;
  const literal = behind && bare(behind);
  return literal !== undefined && ts.isObjectLiteralExpression(literal) ? literal : undefined;
}
