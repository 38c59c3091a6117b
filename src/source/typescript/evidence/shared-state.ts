// Whether a value outlives the call that sees it: module-level values, members of this, globals.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { calledName, declarationsOf, isFunction } from './callee.js';
import { isDefined } from './given.js';
import { isPlatform } from './origin.js';

/** Parameters that were given something shared. */
export type Shared = ReadonlySet<ts.Symbol>;

/** Methods that give a part of their object, or the object itself. */
const PARTS =
  /^(at|entries|fill|find|findLast|forEach|get|keys|next|pop|reverse|set|shift|sort|values|add)$/;

/** Whether an expression stands for something that others see, too; what is not known counts as that. */
export function isShared(reading: Reading, node: ts.Expression, shared: Shared): boolean {
  if (ts.isIdentifier(node)) return isSharedName(reading, node, shared);
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const holder = ts.findAncestor(node, (one) => isFunction(one) && !ts.isArrowFunction(one));
    return holder === undefined || !ts.isConstructorDeclaration(holder);
  }
  if (ts.isConditionalExpression(node)) {
    return [node.whenTrue, node.whenFalse].some((one) => isShared(reading, one, shared));
  }
  if (ts.isBinaryExpression(node)) {
    return [node.left, node.right].some((one) => isShared(reading, one, shared));
  }
  if (ts.isCallExpression(node)) return isSharedResult(reading, node, shared);
  const inner = innerOf(node);
  return inner !== undefined && isShared(reading, inner, shared);
}

function innerOf(node: ts.Expression): ts.Expression | undefined {
  const passes =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAwaitExpression(node);
  return passes ? node.expression : undefined;
}

function isSharedResult(reading: Reading, node: ts.CallExpression, shared: Shared): boolean {
  const { expression } = node;
  const declarations = declarationsOf(reading, expression);
  if (!declarations.some((one) => isPlatform(reading, one))) return true;
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const [first] = node.arguments;
  if (calledName(expression) === 'assign') {
    return first !== undefined && isShared(reading, first, shared);
  }
  return PARTS.test(expression.name.text) && isShared(reading, expression.expression, shared);
}

function isSharedName(reading: Reading, node: ts.Identifier, shared: Shared): boolean {
  const symbol = reading.checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || shared.has(symbol)) return true;
  if (ts.findAncestor(declaration, isFunction) === undefined) return true;
  const owner = ts.findAncestor(
    declaration,
    (one) => ts.isVariableDeclaration(one) || ts.isParameter(one),
  );
  if (owner === undefined) return true;
  if (ts.isParameter(owner)) {
    return (
      fallbacks(declaration, owner).some((one) => isShared(reading, one, shared)) ||
      isSharedParameter(reading, owner, shared)
    );
  }
  if (!ts.isVariableDeclaration(owner)) return true;
  if (fallbacks(declaration, owner).some((one) => isShared(reading, one, shared))) return true;
  const loop = owner.parent.parent;
  if (ts.isForOfStatement(loop)) {
    return isWithin(node, loop.expression) || isShared(reading, loop.expression, shared);
  }
  if (ts.isForInStatement(loop)) return false;
  // Only what stands before it is followed, so that values made of each other end.
  return (
    owner.initializer === undefined ||
    owner.pos >= node.pos ||
    isWithin(node, owner) ||
    isShared(reading, owner.initializer, shared)
  );
}

/** The values that stand in where none is given, in a parameter or a pattern: `(to = kept)`. */
function fallbacks(node: ts.Node, owner: ts.Node): readonly ts.Expression[] {
  const own =
    ts.isParameter(node) || ts.isBindingElement(node) ? [node.initializer].filter(isDefined) : [];
  return node === owner ? own : [...own, ...fallbacks(node.parent, owner)];
}

function isWithin(node: ts.Node, owner: ts.Node): boolean {
  return ts.findAncestor(node, (one) => one === owner) !== undefined;
}

/** A callback's parameter is a part of what its method is called on; another's is the caller's own. */
function isSharedParameter(
  reading: Reading,
  { parent }: ts.ParameterDeclaration,
  shared: Shared,
): boolean {
  const call = parent.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  return isShared(reading, call.expression.expression, shared);
}
