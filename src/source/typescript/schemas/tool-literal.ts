// The object literal that defines a tool object: its members, and the words it has for itself.
import { ts } from 'ts-morph';
import type { Doc, DocTag } from '../docs/doc.js';
import type { Candidate } from '../exports/exports.js';
import { type Reading, resolved } from '../reading.js';
import { literalOf } from '../signature/initialiser.js';
import { initialiserOf } from './own-schema.js';
import { bare } from './schema-chain.js';
import type { ToolObject } from './tool-object.js';

/** `tool({ … })`, or the literal alone, also by the name of a constant that holds it. */
export function literalBehind(
  reading: Reading,
  symbol: ts.Symbol,
  above: readonly ts.Symbol[] = [],
): ts.ObjectLiteralExpression | undefined {
  const written = initialiserOf(symbol);
  const node = written && bare(written);
  const value = node !== undefined && ts.isCallExpression(node) ? node.arguments[0] : node;
  if (value === undefined || above.includes(symbol)) return undefined;
  if (ts.isObjectLiteralExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const found = reading.checker.getSymbolAtLocation(value);
  return found && literalBehind(reading, resolved(reading.checker, found), [...above, symbol]);
}

export function memberOf(
  literal: ts.ObjectLiteralExpression,
  name: string,
): ts.ObjectLiteralElementLike | undefined {
  return literal.properties.find((member) => member.name?.getText() === name);
}

/** The value of a literal's member. */
export function memberValue(
  literal: ts.ObjectLiteralExpression | undefined,
  name: string,
): ts.Expression | undefined {
  return literal && assignedTo(memberOf(literal, name));
}

function assignedTo(member: ts.ObjectLiteralElementLike | undefined): ts.Expression | undefined {
  if (member === undefined) return undefined;
  if (ts.isPropertyAssignment(member)) return member.initializer;
  return ts.isShorthandPropertyAssignment(member) ? member.name : undefined;
}

export function memberLiteral(
  literal: ts.ObjectLiteralExpression,
  name: string,
): ts.ObjectLiteralExpression | undefined {
  const value = assignedTo(memberOf(literal, name));
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** The name that it gives itself, else the export's. */
export function toolName(
  reading: Reading,
  base: Candidate,
  literal: ts.ObjectLiteralExpression | undefined,
): string {
  const written = literal && assignedTo(memberOf(literal, 'name'));
  const name = written && literalOf(reading.checker, written);
  return typeof name === 'string' && name !== '' ? name : base.name;
}

/** The words that the object says of itself go before its doc comment. */
export function toolDoc(reading: Reading, { literal }: ToolObject, doc: Doc): Doc {
  if (literal === undefined) return doc;
  const text = (from: ts.ObjectLiteralExpression, name: string) => {
    const written = assignedTo(memberOf(from, name));
    return written && literalOf(reading.checker, written);
  };
  const description = text(literal, 'description');
  const annotations = memberLiteral(literal, 'annotations');
  const title = text(literal, 'title') ?? (annotations && text(annotations, 'title'));
  const tags = HINTS.flatMap(([hint, value, tag]): DocTag[] =>
    annotations !== undefined && text(annotations, hint) === value ? [{ name: tag, text: '' }] : [],
  );
  return {
    ...doc,
    summary: typeof description === 'string' ? description : doc.summary,
    tags: [
      ...(typeof title === 'string' ? [{ name: 'title', text: title }] : []),
      ...tags,
      ...doc.tags,
    ],
  };
}

/** The hints of MCP as the tags that mean the same. */
const HINTS = [
  ['readOnlyHint', true, 'readOnly'],
  ['destructiveHint', true, 'destructive'],
  ['idempotentHint', true, 'idempotent'],
  ['openWorldHint', true, 'openWorld'],
  ['openWorldHint', false, 'closedWorld'],
] as const;
