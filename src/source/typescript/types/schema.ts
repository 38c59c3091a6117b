// TypeScript types as the type IR, by way of the checker.
import { ts } from 'ts-morph';
import type { SchemaNode, TemplateNode } from '../../../model/schema.js';
import { isPlainTemplate } from '../../../model/template-pattern.js';
import { isPlainData } from '../../../model/walk.js';
import { isUnresolved } from '../reading.js';
import { branded, mappedString, ownType } from './brand.js';
import { builtinOf, isReference } from './builtins.js';
import { define, reference } from './definitions.js';
import { enumOf } from './enum.js';
import { objectSchema } from './object.js';
import { unionSchema } from './union.js';
import {
  ANY_OBJECT,
  type Outcome,
  PLAIN_DATA,
  refuse,
  UNKNOWN,
  unresolvedFinding,
  type Walk,
} from './walk.js';

/** A type as a node; `written` is its syntax where there is one (aliases, order of unions). */
export function toSchema(walk: Walk, type: ts.Type, written?: ts.TypeNode): Outcome {
  const { flags } = type;
  if (isUnresolved(type)) return unresolvedType(walk);
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return anything(walk, type);
  const primitive = primitiveOf(walk, type);
  if (primitive !== undefined) return primitive;
  if (flags & ts.TypeFlags.TypeParameter) return parameter(walk, type);
  if (flags & ts.TypeFlags.Instantiable) return deferred(walk, type);
  if (flags & ts.TypeFlags.NonPrimitive) return ANY_OBJECT;
  if (flags & ts.TypeFlags.Intersection) {
    const brand = branded(walk, type);
    if (brand !== undefined) return brand;
  }
  return builtinOf(walk, type, written) ?? nested(walk, type, written);
}

function unresolvedType(walk: Walk): Outcome {
  walk.reading.unresolved = true;
  if (walk.direction === 'in') {
    const { message, hint } = unresolvedFinding(walk);
    return { ...refuse(message, hint), unresolved: true };
  }
  walk.findings.push(unresolvedFinding(walk));
  return UNKNOWN;
}

function anything(walk: Walk, type: ts.Type): Outcome {
  if (walk.direction === 'out') return UNKNOWN;
  const word = type.flags & ts.TypeFlags.Any ? 'any' : 'unknown';
  walk.findings.push({
    code: 'type.any',
    severity: 'warning',
    message: `${walk.subject} is ${word}: clients learn nothing about it`,
    hint: 'give it a type',
    node: walk.node,
  });
  return UNKNOWN;
}

function primitiveOf(walk: Walk, type: ts.Type): Outcome | undefined {
  const { flags } = type;
  if (flags & ts.TypeFlags.String) return { kind: 'string' };
  if (flags & ts.TypeFlags.EnumLike && !(flags & ts.TypeFlags.Union)) return enumOf(walk, [type]);
  if (flags & ts.TypeFlags.Number) return { kind: 'number' };
  if (flags & ts.TypeFlags.Boolean) return { kind: 'boolean' };
  if (flags & ts.TypeFlags.Null) return { kind: 'null' };
  if (flags & ts.TypeFlags.BigInt) return { kind: 'codec', codec: 'bigint' };
  if (type.isLiteral() && typeof type.value === 'object') return bigintLiteral(type.value);
  if (type.isStringLiteral() || type.isNumberLiteral())
    return { kind: 'enum', values: [type.value] };
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return { kind: 'enum', values: [walk.reading.checker.typeToString(type) === 'true'] };
  }
  if (flags & ts.TypeFlags.TemplateLiteral) return template(walk, type);
  if (flags & ts.TypeFlags.StringMapping) return mappedString(walk, type);
  if (flags & ts.TypeFlags.VoidLike)
    return refuse(`${walk.subject} can only be undefined`, PLAIN_DATA);
  if (flags & ts.TypeFlags.Never)
    return refuse(`${walk.subject} can have no value (never)`, PLAIN_DATA);
  if (flags & ts.TypeFlags.ESSymbolLike) return refuse(`${walk.subject} is a symbol`, PLAIN_DATA);
  return undefined;
}

function bigintLiteral({ negative, base10Value }: ts.PseudoBigInt): SchemaNode {
  return { kind: 'codec', codec: 'bigint', literals: [`${negative ? '-' : ''}${base10Value}`] };
}

function template(walk: Walk, type: ts.Type): Outcome {
  if (!('texts' in type) || !('types' in type)) return UNKNOWN;
  const { texts, types } = type;
  if (!Array.isArray(texts) || !Array.isArray(types)) return UNKNOWN;
  const parts: (string | SchemaNode)[] = [];
  for (const [index, text] of texts.entries()) {
    if (text !== '') parts.push(text);
    if (index >= types.length) continue;
    const hole = toSchema(walk, types[index]);
    if (hole.kind === 'refused') return hole;
    parts.push(hole.kind === 'typed' ? hole.base : hole);
  }
  const node: TemplateNode = { kind: 'template', parts };
  return isPlainTemplate(node) ? node : ownType(walk, type, node);
}

function parameter(walk: Walk, type: ts.Type): Outcome {
  const { checker } = walk.reading;
  const node = type.symbol?.declarations?.find(ts.isTypeParameterDeclaration);
  const fallback = checker.getDefaultFromTypeParameter(type);
  const stand = fallback ?? constraintOf(checker, type, node?.constraint);
  if (stand !== undefined && isAnyKey(stand)) return { kind: 'string' };
  if (stand !== undefined && !(stand.flags & ts.TypeFlags.Unknown) && stand !== type) {
    const written = fallback === undefined ? node?.constraint : node?.default;
    return nested(walk, type, written, stand);
  }
  walk.state.degraded = true;
  return UNKNOWN;
}

/** As it is written where that names no other type parameter: the base of `Uppercase<string>` is any string. */
function constraintOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  written: ts.TypeNode | undefined,
): ts.Type | undefined {
  const declared = written && checker.getTypeFromTypeNode(written);
  return declared !== undefined && isSettled(declared)
    ? declared
    : checker.getBaseConstraintOfType(type);
}

function isSettled(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isSettled);
  return !(type.flags & (ts.TypeFlags.InstantiableNonPrimitive | ts.TypeFlags.Index));
}

/** What `keyof T` is when T is not known: string | number | symbol. */
function isAnyKey(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.ESSymbol);
}

/** keyof T, T[K], conditional types that wait for a type argument. */
function deferred(walk: Walk, type: ts.Type): Outcome {
  const stand = walk.reading.checker.getBaseConstraintOfType(type);
  if (walk.direction === 'out' || stand === undefined || stand === type) {
    if (walk.direction === 'in') walk.state.degraded = true;
    return UNKNOWN;
  }
  if (type.flags & ts.TypeFlags.Index) return { kind: 'string' };
  return nested(walk, type, undefined, stand);
}

/** What the compiler of the generated project still compares with ease. */
const DEPTH = 64;
/** Deeper than people write: a type that never ends. */
const ENDLESS = 256;

/** A type that can contain itself: a reference when it does so in an input, cut short in an output. */
function nested(walk: Walk, type: ts.Type, written?: ts.TypeNode, stand?: ts.Type): Outcome {
  const times = walk.stack.filter((above) => above === type).length;
  if (walk.direction === 'in' && times > 0) return reference(walk, type);
  if (times > 1) return cut(walk, type);
  walk.state.budget -= 1;
  const depth = walk.stack.length;
  const out = walk.direction === 'out';
  if (depth > (out ? DEPTH : ENDLESS) || walk.state.budget < 0 || grows(walk, type))
    return tooLarge(walk, type);
  const before = walk.state.definitions;
  walk.stack.push(type);
  const outcome =
    stand === undefined ? composite(walk, type, written) : toSchema(walk, stand, written);
  walk.stack.pop();
  if (outcome.kind === 'refused') walk.state.definitions = before;
  if (outcome.kind === 'refused') return outcome;
  if (depth > DEPTH) return depth === DEPTH + 1 ? collapsed(walk, type, outcome) : outcome;
  return walk.recursive.has(type) ? define(walk, type, outcome) : outcome;
}

const GROWTH = 12;

/** `Tree<T>` that contains `Tree<T[]>`: each level is another type. */
function grows({ stack, reading }: Walk, type: ts.Type): boolean {
  const origin = originOf(type);
  if (origin === undefined || reading.checker.isArrayLikeType(type)) return false;
  return stack.filter((above) => originOf(above) === origin).length > GROWTH;
}

/** The generic declaration that a type is an instance of. */
function originOf(type: ts.Type): unknown {
  if (type.aliasSymbol !== undefined && type.aliasTypeArguments !== undefined)
    return type.aliasSymbol;
  return isReference(type) ? type.target : undefined;
}

/** Too deep for clients and compilers: any object, if it is used as it comes. */
function collapsed(walk: Walk, type: ts.Type, node: SchemaNode): Outcome {
  if (node.kind !== 'object' || !isPlainData(node)) return tooLarge(walk, type);
  const message = `${walk.subject} is nested so deep that its inner part is published as any object`;
  walk.findings.push({ code: 'type.collapsed', severity: 'note', message, node: walk.node });
  return ownType(walk, type, ANY_OBJECT);
}

function composite(walk: Walk, type: ts.Type, written: ts.TypeNode | undefined): Outcome {
  return type.isUnion() ? unionSchema(walk, type, written) : objectSchema(walk, type, written);
}

/** Clients break on recursive output schemas, so the third level is left open. */
function cut(walk: Walk, type: ts.Type): SchemaNode {
  const { checker } = walk.reading;
  const isObject = type.flags & ts.TypeFlags.Object && !checker.isArrayLikeType(type);
  return isObject ? ANY_OBJECT : UNKNOWN;
}

function tooLarge(walk: Walk, type: ts.Type): Outcome {
  if (walk.direction === 'out') return cut(walk, type);
  return refuse(`the type of ${walk.subject} is too large to describe`, PLAIN_DATA);
}
