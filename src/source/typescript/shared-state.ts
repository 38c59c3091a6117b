// Whether code changes what outlives its call: module-level values, members of this, globals.
import { ts } from 'ts-morph';
import { calledName, declarationsOf, isFunction, isPlatform } from './callee.js';
import type { Reading } from './reading.js';

/** Parameters that were given something shared. */
export type Shared = ReadonlySet<ts.Symbol>;

/** What a node changes that outlives the call, in words; undefined when it changes nothing such. */
export function changedBy(reading: Reading, node: ts.Node, shared: Shared): string | undefined {
  const target = assigned(node) ?? mutated(reading, node);
  if (target === undefined) return undefined;
  const outlives = ts.isIdentifier(target.node)
    ? target.rebinds
      ? isModuleVariable(reading, target.node)
      : isShared(reading, target.node, shared)
    : isShared(reading, target.node, shared);
  return outlives ? target.node.getText().replace(/\s+/g, ' ').slice(0, 40) : undefined;
}

interface Target {
  readonly node: ts.Expression;
  /** The name itself gets another value. */
  readonly rebinds: boolean;
}

function assigned(node: ts.Node): Target | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return { node: node.left, rebinds: true };
  }
  if (ts.isDeleteExpression(node)) return { node: node.expression, rebinds: true };
  const steps = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
  return steps && (node.operator === PlusPlusToken || node.operator === MinusMinusToken)
    ? { node: node.operand, rebinds: true }
    : undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const MUTATING =
  /^(add|append|clear|copyWithin|delete|fill|pop|push|reverse|set|set[A-Z]\w*|shift|sort|splice|unshift)$/;
const OBJECT_MUTATORS = /^(assign|define(Property|Properties)|setPrototypeOf|freeze|seal|set)$/;

/** What a method of the language or the platform changes: its object, or what is handed to `Object.assign`. */
function mutated(reading: Reading, node: ts.Node): Target | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) {
    return undefined;
  }
  const { expression: on, name } = node.expression;
  const isStatic = ts.isIdentifier(on) && (on.text === 'Object' || on.text === 'Reflect');
  const [first] = node.arguments;
  if (isStatic && OBJECT_MUTATORS.test(name.text) && first !== undefined) {
    return { node: first, rebinds: false };
  }
  if (!MUTATING.test(name.text)) return undefined;
  const declarations = declarationsOf(reading, node.expression);
  return declarations.some((one) => isPlatform(reading, one))
    ? { node: on, rebinds: false }
    : undefined;
}

function isModuleVariable({ checker }: Reading, node: ts.Identifier): boolean {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration === undefined || ts.findAncestor(declaration, isFunction) === undefined;
}

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
  if (ts.isParameter(owner)) return isSharedParameter(reading, owner, shared);
  if (!ts.isVariableDeclaration(owner)) return true;
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
