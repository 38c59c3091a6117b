// Objects and records.
import { ts } from 'ts-morph';
import type { PropertyNode, SchemaNode } from '../../../model/schema.js';
import { docOf, hidingTag } from '../docs/doc.js';
import { misfits } from '../docs/misfit.js';
import { annotate } from '../docs/notes.js';
import { takesSignal } from '../signature/injected.js';
import { isPrivate, isWriteOnly } from '../symbols.js';
import { ownType } from './brand.js';
import { builtinName } from './builtins.js';
import { type Indexed, indexed } from './index-signatures.js';
import { instanceOf } from './instance.js';
import { listSchema } from './list.js';
import { toSchema } from './schema.js';
import { allowsUndefined, withoutUndefined } from './undefined.js';
import {
  ANY_OBJECT,
  type Outcome,
  PLAIN_DATA,
  type Refusal,
  refuse,
  UNKNOWN,
  type Walk,
} from './walk.js';

/** The node of an object type that is no built-in. */
export function objectSchema(walk: Walk, type: ts.Type, written?: ts.TypeNode): Outcome {
  const { checker } = walk.reading;
  const list = listSchema(walk, type, written);
  if (list !== undefined) return list;
  const properties = checker.getPropertiesOfType(type);
  const indexes = checker.getIndexInfosOfType(type);
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
    return walk.direction === 'out' ? UNKNOWN : refuse(`${walk.subject} is a function`, PLAIN_DATA);
  }
  if (properties.length === 0 && indexes.length === 0) return ANY_OBJECT;
  return members(walk, type, properties, indexes, written);
}

function members(
  walk: Walk,
  type: ts.Type,
  symbols: readonly ts.Symbol[],
  indexes: readonly ts.IndexInfo[],
  written: ts.TypeNode | undefined,
): Outcome {
  const instance = instanceOf(walk, type, symbols);
  if (instance !== undefined) return instance;
  const properties: PropertyNode[] = [];
  for (const symbol of symbols) {
    const property = member(walk, type, symbol);
    if (property === undefined) continue;
    if ('kind' in property) return property;
    properties.push(property);
  }
  const index = indexed(walk, indexes, written);
  if ('kind' in index) return index;
  const node = shaped(walk, type, properties, index);
  return node.kind === 'object' && walk.direction === 'in' && symbols.some(isPhantom(walk))
    ? ownType(walk, type, node)
    : node;
}

/** What members and index signatures make together. */
function shaped(
  walk: Walk,
  type: ts.Type,
  properties: readonly PropertyNode[],
  index: Indexed,
): SchemaNode {
  const { additional, patterns, undefinable } = index;
  const [only, ...others] = patterns;
  const extra = undefinable ? { undefinable } : {};
  if (properties.length === 0) {
    if (only === undefined)
      return additional === undefined
        ? emptied(walk, type, index.none)
        : { kind: 'record', values: additional, ...extra };
    if (others.length === 0 && additional === undefined)
      return { kind: 'record', ...only, ...extra };
  }
  return {
    kind: 'object',
    properties,
    ...(patterns.length === 0 ? {} : { patterns }),
    ...(additional === undefined ? {} : { additional }),
  };
}

/** Every member was left out, or `none` may be; what a class hides stays hidden. */
function emptied(walk: Walk, type: ts.Type, none: boolean): SchemaNode {
  const isClass = ((type.symbol?.flags ?? 0) & ts.SymbolFlags.Class) !== 0;
  const isOpen = walk.direction === 'out' && !isClass && !none;
  return isOpen ? UNKNOWN : { kind: 'object', properties: [] };
}

/** One member's node; undefined when it is left out, a refusal when it cannot be. */
function member(walk: Walk, owner: ts.Type, symbol: ts.Symbol): PropertyNode | Refusal | undefined {
  const { checker } = walk.reading;
  if (isPrivate(symbol)) return undefined;
  const type = checker.getTypeOfSymbol(symbol);
  const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  const { name } = symbol;
  const dispensable = optional || walk.direction === 'out';
  const doc = docOf(symbol.declarations ?? []);
  if (isPhantom(walk)(symbol) || isSignal(walk, owner, symbol)) return undefined;
  if (walk.direction === 'out' && isWriteOnly(symbol)) return undefined;
  if (leftOut(walk, owner, symbol, type) || (dispensable && hidingTag(doc) !== undefined)) {
    if (dispensable) return hidingTag(doc) ? undefined : dropped(walk, symbol, 'it is no data');
    return refuse(`${walk.subject} has the member ${name}, which is no data`, PLAIN_DATA);
  }
  const written = typeNodeOf(symbol);
  const inner: Walk = {
    ...walk,
    subject: below(walk.subject, name),
    node: symbol.valueDeclaration ?? walk.node,
  };
  const outcome = toSchema(inner, withoutUndefined(walk, type), written);
  if (outcome.kind === 'refused') {
    if (walk.direction === 'out') return { name, schema: UNKNOWN, optional: true };
    if (!dispensable) return outcome;
    return dropped(walk, symbol, outcome.reason);
  }
  return {
    name,
    schema: annotate(checker, outcome, written, doc, misfits(inner)),
    optional,
    ...(maybeUndefined(walk, symbol, type, optional) ? { undefinable: true } : {}),
  };
}

/** Of a parameter's own members: the server passes it by itself. */
function isSignal(
  { reading, direction, stack }: Walk,
  owner: ts.Type,
  { name }: ts.Symbol,
): boolean {
  const isTop = direction === 'in' && stack.length === 1;
  return isTop && name === 'signal' && takesSignal(reading, owner);
}

/** A member that only tells types apart: named by a symbol, required, and no function. */
function isPhantom({ reading }: Walk): (symbol: ts.Symbol) => boolean {
  return (symbol) =>
    symbol.name.startsWith('__@') &&
    !(symbol.flags & (ts.SymbolFlags.Optional | ts.SymbolFlags.Method)) &&
    reading.checker.getTypeOfSymbol(symbol).getCallSignatures().length === 0;
}

const LONG = 120;

/** Where a member stands, for messages: of a deep place the way there is enough. */
function below(subject: string, name: string): string {
  if (subject.endsWith('…')) return subject;
  return subject.length > LONG ? `${subject}.…` : `${subject}.${name}`;
}

function dropped(walk: Walk, symbol: ts.Symbol, reason: string): undefined {
  const declared = symbol.valueDeclaration?.getSourceFile().isDeclarationFile;
  if (walk.direction === 'out' || declared) return;
  const message = `${walk.subject}.${symbol.name} is left out: ${reason}`;
  const node = symbol.valueDeclaration ?? walk.node;
  walk.findings.push({ code: 'type.dropped', severity: 'note', message, node });
}

/** Methods, symbol-named members and, in results, the stack of an error. */
function leftOut(walk: Walk, owner: ts.Type, symbol: ts.Symbol, type: ts.Type): boolean {
  if (symbol.name.startsWith('__@')) return true;
  const plain = withoutUndefined(walk, type);
  if (plain.getCallSignatures().length > 0 || plain.getConstructSignatures().length > 0)
    return true;
  if (plain.flags & ts.TypeFlags.ESSymbolLike) return true;
  const isStack = symbol.name === 'stack' && walk.direction === 'out';
  return isStack && builtinName(walk.reading, owner) !== undefined
    ? true
    : isStack && walk.reading.checker.getPropertyOfType(owner, 'message') !== undefined;
}

function maybeUndefined(
  { reading }: Walk,
  symbol: ts.Symbol,
  type: ts.Type,
  optional: boolean,
): boolean {
  if (!optional) return allowsUndefined(type);
  const node = typeNodeOf(symbol);
  return node !== undefined && allowsUndefined(reading.checker.getTypeFromTypeNode(node));
}

function typeNodeOf(symbol: ts.Symbol): ts.TypeNode | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return undefined;
  return ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration)
    ? declaration.type
    : undefined;
}
