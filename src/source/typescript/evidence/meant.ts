// What a called expression may stand for: both sides of a choice, the members of a table, what `call` passes on.
import { ts } from 'ts-morph';
import { type Reading, resolved } from '../reading.js';
import { bare, type Called, declarationsOf, isFunction } from './callee.js';
import { isDefined } from './given.js';

const HOPS = 4;

/** The calls that one call may be. */
export function meantBy(reading: Reading, called: Called): readonly Called[] {
  const { callee, args } = called;
  const inner = bare(callee);
  if (ts.isPropertyAccessExpression(inner) && /^(call|apply)$/.test(inner.name.text)) {
    const given = inner.name.text === 'call' ? args.slice(1) : spelledOut(args[1]);
    return meantBy(reading, { ...called, callee: inner.expression, args: given });
  }
  return standIns(reading, inner, HOPS).map((each) => ({ ...called, callee: each }));
}

function spelledOut(list: ts.Node | undefined): readonly ts.Node[] {
  if (list === undefined) return [];
  return ts.isArrayLiteralExpression(list) ? list.elements : [list];
}

function standIns(
  reading: Reading,
  written: ts.Expression,
  hops: number,
): readonly ts.Expression[] {
  const node = bare(written);
  if (hops === 0) return [node];
  const pick = picked(reading, node);
  const further = [...choices(node), ...pick, ...held(reading, node)];
  const known = further.flatMap((one) => standIns(reading, one, hops - 1));
  // A table may be given more members later: what is picked from it stays an unknown, too.
  return known.length === 0 || pick.length > 0 ? [...known, node] : known;
}

/** The sides of `a ? b : c`, `a ?? b`, `(0, b)`. */
function choices(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (!ts.isBinaryExpression(node)) return [];
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.CommaToken) return [node.right];
  const { BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken } = ts.SyntaxKind;
  const isChoice =
    kind === BarBarToken || kind === QuestionQuestionToken || kind === AmpersandAmpersandToken;
  return isChoice ? [node.left, node.right] : [];
}

/** What a name was given that is another name of the function: `const run = exec`, `{ run: exec }`. */
function held(reading: Reading, node: ts.Expression): readonly ts.Expression[] {
  return declarationsOf(reading, node)
    .map(initialiserOf)
    .filter(isDefined)
    .map((made) => boundIn(bare(made)))
    .filter((made) => isName(made) || choices(made).length > 0 || picked(reading, made).length > 0);
}

function initialiserOf(node: ts.Declaration): ts.Expression | undefined {
  const holds =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node);
  return holds ? node.initializer : undefined;
}

function isName(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node)
  );
}

/** `exec` of `exec.bind(undefined)`. */
function boundIn(node: ts.Expression): ts.Expression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
  return node.expression.name.text === 'bind' ? node.expression.expression : node;
}

/** All functions of the table that one is picked from: `table[name]`, `table.get(name)`. */
function picked(reading: Reading, node: ts.Expression): readonly ts.Expression[] {
  if (ts.isElementAccessExpression(node) && declarationsOf(reading, node).length === 0) {
    return members(reading, node.expression);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  return /^(get|at|find|pop|shift)$/.test(name.text) ? members(reading, expression) : [];
}

function members(reading: Reading, table: ts.Expression, hops = HOPS): readonly ts.Expression[] {
  const node = bare(table);
  if (hops === 0) return [];
  const inside = (one: ts.Expression) => members(reading, one, hops - 1);
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.flatMap((each) =>
      ts.isArrayLiteralExpression(each) || ts.isSpreadElement(each)
        ? inside(ts.isSpreadElement(each) ? each.expression : each)
        : [each].filter((one) => !ts.isLiteralExpression(one)),
    );
  }
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) => memberOf(one, inside));
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    return (node.arguments ?? []).flatMap(inside);
  }
  return declarationsOf(reading, node)
    .map(initialiserOf)
    .filter(isDefined)
    .flatMap((made) => (isName(bare(made)) ? [] : inside(made)));
}

function memberOf(
  node: ts.ObjectLiteralElementLike,
  inside: (table: ts.Expression) => readonly ts.Expression[],
): readonly ts.Expression[] {
  if (ts.isSpreadAssignment(node)) return inside(node.expression);
  if (ts.isPropertyAssignment(node)) return [node.initializer];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name];
  return ts.isMethodDeclaration(node) && ts.isIdentifier(node.name) ? [node.name] : [];
}

/** What a variable or static member of the module was first given; undefined inside functions. */
export function initialValue({ checker }: Reading, node: ts.Node): ts.Expression | undefined {
  if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return undefined;
  const found = checker.getSymbolAtLocation(node);
  const declaration = found && resolved(checker, found).valueDeclaration;
  if (declaration === undefined || ts.findAncestor(declaration, isFunction)) return undefined;
  const owner = ts.isBindingElement(declaration)
    ? ts.findAncestor(declaration, ts.isVariableDeclaration)
    : declaration;
  if (owner === undefined) return undefined;
  const holds = ts.isVariableDeclaration(owner) || ts.isPropertyDeclaration(owner);
  return holds ? owner.initializer : undefined;
}
