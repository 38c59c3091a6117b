// Which values come from the caller: parameters, what is made from them, what they are passed on to.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';

/** Values the caller gives: parameters, and what is made from them on the way. */
export type Given = Set<ts.Symbol>;

export function boundSymbols(reading: Reading, name: ts.BindingName): ts.Symbol[] {
  if (ts.isIdentifier(name)) return [reading.checker.getSymbolAtLocation(name)].filter(isDefined);
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? boundSymbols(reading, element.name) : [],
  );
}

/** What is made from a given value is given, too. */
export function spread(reading: Reading, node: ts.Node, given: Given): void {
  if (!ts.isVariableDeclaration(node)) return;
  const loop = node.parent.parent;
  const from =
    ts.isForOfStatement(loop) || ts.isForInStatement(loop) ? loop.expression : node.initializer;
  if (from === undefined || !mentions(reading, from, given)) return;
  for (const symbol of boundSymbols(reading, node.name)) given.add(symbol);
}

export function mentions(reading: Reading, node: ts.Node, given: Given): boolean {
  if (ts.isIdentifier(node)) {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? reading.checker.getShorthandAssignmentValueSymbol(node.parent)
      : reading.checker.getSymbolAtLocation(node);
    return symbol !== undefined && given.has(symbol);
  }
  return ts.forEachChild(node, (child) => mentions(reading, child, given)) ?? false;
}

/** The parameters of a called function that get such an argument. */
export function passed(
  reading: Reading,
  { parameters }: ts.FunctionLikeDeclaration,
  args: readonly ts.Node[],
  isSuch: (argument: ts.Node) => boolean,
): Given {
  const symbols = parameters.flatMap(({ name, dotDotDotToken }, index) => {
    const values = dotDotDotToken === undefined ? args.slice(index, index + 1) : args.slice(index);
    return values.some(isSuch) ? boundSymbols(reading, name) : [];
  });
  return new Set(symbols);
}

export function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
