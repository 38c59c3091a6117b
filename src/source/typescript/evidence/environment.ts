// Reads of environment variables: each form of them, and what happens when one is not set.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { literalOf } from '../signature/initialiser.js';

/** One read. `need`: the code stops without it, goes on without it, or does not say. */
export interface Read {
  readonly name: string;
  readonly need: 'required' | 'optional' | 'unsaid';
  /** What is taken instead, as text, where that is a literal. */
  readonly fallback?: string;
  readonly node: ts.Node;
}

/** `process.env`, however a file writes it: through imports and constants, too. */
export function isEnvironment(reading: Reading, node: ts.Node, hops = 4): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return node.name.text === 'env' && isProcess(reading, node.expression);
  }
  if (!ts.isIdentifier(node) || isDeclaredName(node)) return false;
  const declaration = reading.checker.getSymbolAtLocation(node)?.declarations?.[0];
  if (declaration === undefined) return false;
  if (ts.isImportSpecifier(declaration)) {
    return (
      (declaration.propertyName ?? declaration.name).text === 'env' && fromProcess(declaration)
    );
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  return hops > 0 && isEnvironment(reading, declaration.initializer, hops - 1);
}

/** Where a name stands that means something else: what is declared, a member, a key. */
function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isVariableDeclaration(parent) && parent.name === node) ||
    ts.isImportSpecifier(parent) ||
    ts.isBindingElement(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

function isProcess({ checker }: Reading, node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return node.name.text === 'process' && node.expression.getText() === 'globalThis';
  }
  if (!ts.isIdentifier(node)) return false;
  if (node.text === 'process') return true;
  const declaration = checker.getSymbolAtLocation(node)?.declarations?.[0];
  return declaration !== undefined && fromProcess(declaration);
}

function fromProcess(declaration: ts.Node): boolean {
  const imported = ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
  return imported !== undefined && ts.isStringLiteral(imported)
    ? /^(node:)?process$/.test(imported.text)
    : false;
}

/** The variables that a node itself reads. */
export function readsOf(reading: Reading, node: ts.Node): readonly Read[] {
  if (ts.isPropertyAccessExpression(node) && isEnvironment(reading, node.expression)) {
    return read(reading, node, node.name.text);
  }
  if (ts.isElementAccessExpression(node) && isEnvironment(reading, node.expression)) {
    const { argumentExpression: key } = node;
    return ts.isStringLiteralLike(key) ? read(reading, node, key.text) : [];
  }
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return [];
  if (!ts.isObjectBindingPattern(node.name) || !isEnvironment(reading, node.initializer)) return [];
  return node.name.elements
    .filter((one) => one.dotDotDotToken === undefined)
    .flatMap((one) => picked(reading, one));
}

/** A read in place; assignments are none. */
function read(reading: Reading, node: ts.Expression, name: string): readonly Read[] {
  const { parent } = node;
  const isSet =
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (isSet || ts.isDeleteExpression(parent)) return [];
  const kept =
    ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
  const uses = kept === undefined ? [node] : usesOf(reading, kept);
  return [{ name, node, ...strongest(uses.map((use) => needOf(reading, use))) }];
}

function picked(reading: Reading, element: ts.BindingElement): readonly Read[] {
  const key = element.propertyName ?? element.name;
  const name = ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : undefined;
  if (name === undefined) return [];
  if (element.initializer !== undefined) {
    return [{ name, node: element, ...instead(reading, element.initializer) }];
  }
  const uses = ts.isIdentifier(element.name) ? usesOf(reading, element.name) : [];
  return [{ name, node: element, ...strongest(uses.map((use) => needOf(reading, use))) }];
}

/** Where a constant that holds a variable is used, in the block that declares it. */
function usesOf({ checker }: Reading, name: ts.Identifier): readonly ts.Expression[] {
  const symbol = checker.getSymbolAtLocation(name);
  const scope = ts.findAncestor(name, (node) => ts.isBlock(node) || ts.isSourceFile(node));
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      node !== name &&
      node.text === name.text &&
      checker.getSymbolAtLocation(node) === symbol
    ) {
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  if (scope !== undefined && symbol !== undefined) visit(scope);
  return found;
}

type Need = Pick<Read, 'need' | 'fallback'>;
const UNSAID: Need = { need: 'unsaid' };

/** Code that stops without the variable outweighs code that goes on. */
export function strongest(needs: readonly Need[]): Need {
  return (
    needs.find(({ need }) => need === 'required') ??
    needs.find(({ fallback }) => fallback !== undefined) ??
    needs.find(({ need }) => need === 'optional') ??
    UNSAID
  );
}

/** What the code around a use says about a variable that is not set. */
function needOf(reading: Reading, node: ts.Expression): Need {
  const { parent } = node;
  if (ts.isNonNullExpression(parent)) return { need: 'required' };
  if (ts.isParenthesizedExpression(parent)) return needOf(reading, parent);
  if (ts.isBinaryExpression(parent)) return beside(reading, parent, node);
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    return tested(parent);
  }
  const chained = ts.isPropertyAccessExpression(parent) && parent.questionDotToken !== undefined;
  const decides =
    (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node;
  const chooses = ts.isConditionalExpression(parent) && parent.condition === node;
  return chained || decides || chooses ? { need: 'optional' } : UNSAID;
}

function beside(reading: Reading, parent: ts.BinaryExpression, node: ts.Expression): Need {
  const { left, right, operatorToken } = parent;
  const { kind } = operatorToken;
  if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
    return left === node ? instead(reading, right) : needOf(reading, parent);
  }
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return { need: 'optional' };
  const compares =
    kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken;
  if (!compares) return UNSAID;
  const other = left === node ? right : left;
  const isNothing = other.getText() === 'undefined' || other.kind === ts.SyntaxKind.NullKeyword;
  return isNothing ? tested(parent) : { need: 'optional' };
}

/** What stands in: another variable, a literal, or an expression that throws. */
function instead(reading: Reading, node: ts.Expression): Need {
  if (ts.isBinaryExpression(node)) return instead(reading, node.right);
  const { checker } = reading;
  if (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Never) return { need: 'required' };
  const value = literalOf(checker, node);
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? { need: 'optional', fallback: String(value) } : { need: 'optional' };
}

/** `if (!x) throw …` needs it; any other test goes on without it. */
function tested(condition: ts.Expression): Need {
  const { parent } = condition;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.BarBarToken) {
    return tested(parent);
  }
  if (!ts.isIfStatement(parent) || parent.expression !== condition) return { need: 'optional' };
  const last = ts.isBlock(parent.thenStatement)
    ? parent.thenStatement.statements.at(-1)
    : parent.thenStatement;
  const stops =
    last !== undefined && (ts.isThrowStatement(last) || /^process\.exit\(/.test(last.getText()));
  return { need: stops ? 'required' : 'optional' };
}
