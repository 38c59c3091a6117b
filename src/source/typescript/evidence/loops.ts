// What takes long by its shape: loops over input or without an end of their own, and waiting.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { calledName } from './callee.js';

const EACH = /^(every|filter|find|flatMap|forEach|map|reduce|some)$/;

/** Whether what stands inside a node runs as often as the input says, or until something changes. */
export function loops(node: ts.Node, isGiven: (node: ts.Node) => boolean): boolean {
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return true;
  if (ts.isForStatement(node)) return node.condition === undefined || isGiven(node.condition);
  if (ts.isForOfStatement(node))
    return node.awaitModifier !== undefined || isGiven(node.expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return EACH.test(name.text) && isGiven(expression);
}

const WAITING = /^(setTimeout|sleep|delay|wait|pause|timeout)$/;
const LONG = 5000;

/** Why a call keeps its caller waiting: five seconds or more, or again and again. */
export function waits(reading: Reading, node: ts.Node, looped: boolean): string | undefined {
  if (!ts.isCallExpression(node) || !WAITING.test(calledName(node.expression))) return undefined;
  const longest = Math.max(0, ...node.arguments.map((argument) => numberOf(reading, argument)));
  if (longest >= LONG) return `it waits ${longest / 1000} s`;
  return looped ? 'it waits again and again' : undefined;
}

function numberOf({ checker }: Reading, node: ts.Expression): number {
  const type = checker.getTypeAtLocation(node);
  return type.isNumberLiteral() ? type.value : 0;
}
