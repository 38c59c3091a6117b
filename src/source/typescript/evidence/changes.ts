// What a piece of code changes that outlives its call: names given another value, objects changed in place.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { calledName, declarationsOf, isFunction } from './callee.js';
import { isPlatform } from './origin.js';
import { isShared, type Shared } from './shared-state.js';

/** What a node changes that outlives the call, in words; undefined when it changes nothing such. */
export function changedBy(reading: Reading, node: ts.Node, shared: Shared): string | undefined {
  const target = [...assigned(node), ...mutated(reading, node)].find((one) =>
    ts.isIdentifier(one.node) && one.rebinds
      ? isModuleVariable(reading, one.node)
      : isShared(reading, one.node, shared),
  );
  return target?.node.getText().replace(/\s+/g, ' ').slice(0, 40);
}

interface Target {
  readonly node: ts.Expression;
  /** The name itself gets another value. */
  readonly rebinds: boolean;
}

function assigned(node: ts.Node): readonly Target[] {
  const rebound = (target: ts.Expression): Target => ({ node: target, rebinds: true });
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return targetsIn(node.left).map(rebound);
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node;
    return ts.isVariableDeclarationList(initializer) ? [] : targetsIn(initializer).map(rebound);
  }
  if (ts.isDeleteExpression(node)) return [rebound(node.expression)];
  const steps = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
  return steps && (node.operator === PlusPlusToken || node.operator === MinusMinusToken)
    ? [rebound(node.operand)]
    : [];
}

/** What an assignment gives values to, patterns taken apart: `[a, { b: c.d }] = …`. */
function targetsIn(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(node) || ts.isSpreadElement(node)) {
    return targetsIn(node.expression);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(targetsIn);
  if (ts.isBinaryExpression(node)) return targetsIn(node.left);
  if (!ts.isObjectLiteralExpression(node)) return [node];
  return node.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name];
    if (ts.isPropertyAssignment(property)) return targetsIn(property.initializer);
    return ts.isSpreadAssignment(property) ? targetsIn(property.expression) : [];
  });
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const MUTATING =
  /^(add|append|clear|copyWithin|delete|fill|next|pop|push|reverse|set|set[A-Z]\w*|shift|sort|splice|unshift)$/;
const OBJECT_MUTATORS = /^(assign|define(Property|Properties)|setPrototypeOf|freeze|seal|set)$/;

/** What a method of the language or the platform changes: its object, or what is handed to `Object.assign`. */
function mutated(reading: Reading, node: ts.Node): readonly Target[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: on, name } = node.expression;
  const isStatic = ts.isIdentifier(on) && (on.text === 'Object' || on.text === 'Reflect');
  const [first] = node.arguments;
  if (isStatic && OBJECT_MUTATORS.test(name.text) && first !== undefined) {
    return [{ node: first, rebinds: false }];
  }
  if (/^(call|apply)$/.test(name.text) && first !== undefined) {
    return MUTATING.test(methodName(reading, on)) ? [{ node: first, rebinds: false }] : [];
  }
  if (!MUTATING.test(name.text) && !(/^(test|exec)$/.test(name.text) && keepsPlace(reading, on))) {
    return [];
  }
  const declarations = declarationsOf(reading, node.expression);
  return declarations.some((one) => isPlatform(reading, one)) ? [{ node: on, rebinds: false }] : [];
}

/** The method's own name, also of one that was taken from its object: `const { push: put } = list`. */
function methodName(reading: Reading, node: ts.Expression): string {
  const [declaration] = declarationsOf(reading, node);
  if (declaration === undefined) return calledName(node);
  if (ts.isBindingElement(declaration)) {
    return (declaration.propertyName ?? declaration.name).getText();
  }
  const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return calledName(made ?? node);
}

/** Whether a regular expression goes on where it stopped: flags g and y, or flags that are not known. */
function keepsPlace({ checker }: Reading, node: ts.Expression): boolean {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  const made =
    declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (made === undefined) return true;
  if (ts.isRegularExpressionLiteral(made)) return /[gy][a-z]*$/.test(made.text);
  if (!ts.isNewExpression(made)) return true;
  const flags = made.arguments?.[1];
  return flags !== undefined && !(ts.isStringLiteralLike(flags) && !/[gy]/.test(flags.text));
}

function isModuleVariable({ checker }: Reading, node: ts.Identifier): boolean {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration === undefined || ts.findAncestor(declaration, isFunction) === undefined;
}
