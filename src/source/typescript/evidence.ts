// What a function does, seen from its code: a walk over its own calls, three levels deep.
import { ts } from 'ts-morph';
import { judgeCall } from './dangers.js';
import { isEnvironment } from './environment.js';
import type { Candidate } from './exports.js';
import { ownFiles, placeOf, type Reading, resolved } from './reading.js';

export interface Evidence {
  /** `always`: proposed out; `by-name`: only together with a destructive name; `never`: a note. */
  readonly danger: 'always' | 'by-name' | 'never';
  readonly words: string;
}

interface Search {
  readonly reading: Reading;
  readonly own: ReadonlySet<ts.SourceFile>;
  readonly seen: Set<ts.Node>;
  readonly found: Evidence[];
}

const DEPTH = 3;

export function evidenceOf(reading: Reading, { node, symbol }: Candidate): Evidence[] {
  const search: Search = { reading, own: new Set(ownFiles(reading)), seen: new Set(), found: [] };
  const body = bodyOf(node) ?? symbol.declarations?.map(bodyOf).find((one) => one !== undefined);
  if (body !== undefined) searchFunction(search, body, parametersOf(reading, body), DEPTH);
  return search.found;
}

/** The function with a body that a declaration makes. */
function bodyOf(node: ts.Node | undefined): ts.FunctionLikeDeclaration | undefined {
  if (node === undefined) return undefined;
  if (isFunction(node)) return node.body === undefined ? undefined : node;
  const holds =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node);
  if (holds) return bodyOf(node.initializer);
  if (
    ts.isExportAssignment(node) ||
    ts.isAsExpression(node) ||
    ts.isParenthesizedExpression(node)
  ) {
    return bodyOf(node.expression);
  }
  return ts.isBinaryExpression(node) ? bodyOf(node.right) : undefined;
}

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** Values the caller gives: parameters, and what is made from them on the way. */
type Given = Set<ts.Symbol>;

function parametersOf(reading: Reading, body: ts.FunctionLikeDeclaration): Given {
  return new Set(body.parameters.flatMap(({ name }) => boundSymbols(reading, name)));
}

function boundSymbols(reading: Reading, name: ts.BindingName): ts.Symbol[] {
  if (ts.isIdentifier(name)) return [reading.checker.getSymbolAtLocation(name)].filter(isDefined);
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? boundSymbols(reading, element.name) : [],
  );
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function searchFunction(
  search: Search,
  fn: ts.FunctionLikeDeclaration,
  given: Given,
  depth: number,
): void {
  if (search.seen.has(fn) || fn.body === undefined) return;
  search.seen.add(fn);
  const visit = (node: ts.Node): void => {
    spread(search.reading, node, given);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) call(search, node, given, depth);
    environment(search, node, given);
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
}

/** What is made from a given value is given, too. */
function spread(reading: Reading, node: ts.Node, given: Given): void {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
  if (!mentions(reading, node.initializer, given)) return;
  for (const symbol of boundSymbols(reading, node.name)) given.add(symbol);
}

function mentions(reading: Reading, node: ts.Node, given: Given): boolean {
  if (ts.isIdentifier(node)) {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? reading.checker.getShorthandAssignmentValueSymbol(node.parent)
      : reading.checker.getSymbolAtLocation(node);
    return symbol !== undefined && given.has(symbol);
  }
  return ts.forEachChild(node, (child) => mentions(reading, child, given)) ?? false;
}

function call(
  search: Search,
  node: ts.CallExpression | ts.NewExpression,
  given: Given,
  depth: number,
): void {
  const { reading, own, found } = search;
  const { file, line } = placeOf(reading, node);
  const evidence = judgeCall(reading, node, (argument) => mentions(reading, argument, given));
  if (evidence !== undefined)
    found.push({ ...evidence, words: `${evidence.words} (${file}:${line})` });
  const symbol = reading.checker.getSymbolAtLocation(node.expression);
  if (symbol === undefined || depth === 0) return;
  const target = resolved(reading.checker, symbol).declarations?.map(bodyOf).find(isDefined);
  if (target === undefined || !own.has(target.getSourceFile())) return;
  searchFunction(search, target, passed(reading, node, target, given), depth - 1);
}

/** The parameters of a called function that get what the caller gave. */
function passed(
  reading: Reading,
  { arguments: values }: ts.CallExpression | ts.NewExpression,
  target: ts.FunctionLikeDeclaration,
  given: Given,
): Given {
  const symbols = target.parameters.flatMap(({ name }, index) => {
    const value = values?.[index];
    return value !== undefined && mentions(reading, value, given)
      ? boundSymbols(reading, name)
      : [];
  });
  return new Set(symbols);
}

/** The environment as a whole, or a variable that the caller names. */
function environment({ reading, found }: Search, node: ts.Node, given: Given): void {
  if (!isEnvironment(node)) return;
  const { parent } = node;
  const isRead = ts.isPropertyAccessExpression(parent) && parent.expression === node;
  const isPicked = ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name);
  if (isRead || isPicked) return;
  const byName = ts.isElementAccessExpression(parent) && parent.expression === node;
  if (byName && !mentions(reading, parent.argumentExpression, given)) return;
  const { file, line } = placeOf(reading, node);
  const what = byName ? 'an environment variable the caller names' : 'the whole environment';
  found.push({ danger: 'always', words: `it hands out ${what} (${file}:${line})` });
}
