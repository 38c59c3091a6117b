// What is called, how it is written, and where it is declared.
import { ts } from 'ts-morph';
import { type Reading, resolved } from '../reading.js';

/** What a call hands over. */
export interface Handed {
  readonly args: readonly ts.Node[];
  /** Whether a value comes from the caller. */
  readonly isGiven: (node: ts.Node) => boolean;
}

/** What is called, however it is written: a call, `new`, a template, a callback. */
export interface Called extends Handed {
  readonly callee: ts.Expression;
}

/** Without what only tells the compiler or the reader something. */
export function bare(node: ts.Expression): ts.Expression {
  const wraps =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node);
  return wraps ? bare(node.expression) : node;
}

/** The last name of a called expression; empty when it has none. */
export function calledName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}

/** The called function's name where it is declared, not the one that an import or a pattern gave it. */
export function ownName(reading: Reading, node: ts.Expression): string {
  const [declaration] = declarationsOf(reading, node);
  if (declaration === undefined) return calledName(node) || (keysOf(reading, node)[0] ?? '');
  if (ts.isBindingElement(declaration)) {
    return (declaration.propertyName ?? declaration.name).getText();
  }
  const name =
    isFunction(declaration) || ts.isMethodSignature(declaration) ? declaration.name : undefined;
  return name !== undefined && ts.isIdentifier(name) ? name.text : calledName(node);
}

/** The keys that `table[key]` may be read with, as far as the type of the key says. */
function keysOf({ checker }: Reading, node: ts.Expression): readonly string[] {
  if (!ts.isElementAccessExpression(node)) return [];
  const type = checker.getTypeAtLocation(node.argumentExpression);
  const options = type.isUnion() ? type.types : [type];
  return options.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
}

function symbolsOf(reading: Reading, node: ts.Expression): readonly ts.Symbol[] {
  const { checker } = reading;
  if (!ts.isElementAccessExpression(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol === undefined ? [] : [symbol];
  }
  const type = checker.getTypeAtLocation(node.expression);
  return keysOf(reading, node).flatMap((key) => type.getProperty(key) ?? []);
}

/** Where the called function is declared, aliases and shorthand members followed. */
export function declarationsOf(reading: Reading, node: ts.Expression): readonly ts.Declaration[] {
  return symbolsOf(reading, node).flatMap((symbol) => declaredBy(reading, symbol));
}

function declaredBy({ checker }: Reading, symbol: ts.Symbol): readonly ts.Declaration[] {
  const found = resolved(checker, symbol);
  const declaration = found.valueDeclaration;
  const meant =
    declaration !== undefined && ts.isShorthandPropertyAssignment(declaration)
      ? checker.getShorthandAssignmentValueSymbol(declaration)
      : takenFrom(checker, declaration);
  const target = meant === undefined ? found : resolved(checker, meant);
  return target.declarations ?? [];
}

/** The function that a pattern takes from an object: `const { rmSync: remove } = fs`. */
function takenFrom(checker: ts.TypeChecker, node?: ts.Declaration): ts.Symbol | undefined {
  if (node === undefined || !ts.isBindingElement(node)) return undefined;
  if (!ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken !== undefined)
    return undefined;
  const name = (node.propertyName ?? node.name).getText();
  const member = checker.getTypeAtLocation(node.parent).getProperty(name);
  const made = member?.valueDeclaration;
  const isCode =
    made !== undefined &&
    (isFunction(made) || ts.isMethodSignature(made) || ts.isPropertyAssignment(made));
  return isCode ? member : undefined;
}

/** The function with a body that a declaration makes; of a class, its constructor. */
export function bodyOf(node: ts.Node | undefined): ts.FunctionLikeDeclaration | undefined {
  if (node === undefined) return undefined;
  if (isFunction(node)) return node.body === undefined ? undefined : node;
  if (ts.isClassLike(node)) {
    return node.members.filter(ts.isConstructorDeclaration).find(({ body }) => body !== undefined);
  }
  const holds =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node);
  if (holds) return bodyOf(node.initializer);
  if (
    ts.isExportAssignment(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isParenthesizedExpression(node)
  ) {
    return bodyOf(node.expression);
  }
  return ts.isBinaryExpression(node) ? bodyOf(node.right) : undefined;
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isConstructorDeclaration(node)
  );
}
