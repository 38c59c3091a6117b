// TypeScript types as the type IR, by way of the checker.
import { ts } from 'ts-morph';
import type { SchemaNode } from '../../model/schema.js';
import { builtinOf } from './builtins.js';
import { objectSchema } from './object.js';
import { type Finding, isUnresolved, type Reading } from './reading.js';
import { enumOf, unionSchema } from './union.js';

/** One conversion: the types on the way, what was learned, and which way values travel. */
export interface Walk {
  readonly reading: Reading;
  /** `in`: JSON to value, must be callable; `out`: value to JSON, must never lose the tool. */
  readonly direction: 'in' | 'out';
  readonly state: WalkState;
  readonly names: Map<ts.Type, string>;
  readonly recursive: Set<ts.Type>;
  readonly stack: ts.Type[];
  readonly findings: Finding[];
  /** What is being described, for messages: `parameter limit`. */
  readonly subject: string;
  readonly node: ts.Node;
}

/** What changes on the way. */
interface WalkState {
  /** Recursive types met, by name; restored when the branch that made them is given up. */
  definitions: ReadonlyMap<string, SchemaNode>;
  /** Types still allowed before a schema counts as too large. */
  budget: number;
  /** Set when a type parameter had nothing to say. */
  degraded: boolean;
}

/** Why a type has no JSON form. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
  readonly hint?: string;
  readonly unresolved?: true;
}

export type Outcome = SchemaNode | Refusal;

const BUDGET = 1500;
const DEPTH = 24;

export function startWalk(
  reading: Reading,
  direction: Walk['direction'],
  subject: string,
  node: ts.Node,
): Walk {
  return {
    reading,
    direction,
    state: { definitions: new Map(), budget: BUDGET, degraded: false },
    names: new Map(),
    recursive: new Set(),
    stack: [],
    findings: [],
    subject,
    node,
  };
}

export function refuse(reason: string, hint?: string): Refusal {
  return { kind: 'refused', reason, ...(hint === undefined ? {} : { hint }) };
}

/** Any value; for outputs also what cannot be described. */
export const UNKNOWN: SchemaNode = { kind: 'unknown' };
export const ANY_OBJECT: SchemaNode = { kind: 'unknown', objectOnly: true };

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
  if (flags & ts.TypeFlags.Intersection && !(flags & ts.TypeFlags.Object)) {
    const brand = branded(walk, type);
    if (brand !== undefined) return brand;
  }
  return builtinOf(walk, type) ?? nested(walk, type, written);
}

function unresolvedType(walk: Walk): Outcome {
  walk.reading.unresolved = true;
  if (walk.direction === 'out') return UNKNOWN;
  return {
    ...refuse(
      `the type of ${walk.subject} cannot be found`,
      'check the import it comes from; the package may not be installed or may have no types',
    ),
    unresolved: true,
  };
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
  if (flags & ts.TypeFlags.BigIntLiteral) return bigintLiteral(walk);
  if (type.isStringLiteral() || type.isNumberLiteral())
    return { kind: 'enum', values: [type.value] };
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return { kind: 'enum', values: [walk.reading.checker.typeToString(type) === 'true'] };
  }
  if (flags & ts.TypeFlags.TemplateLiteral) return template(walk, type);
  if (flags & ts.TypeFlags.StringMapping) return mapped(walk);
  if (flags & ts.TypeFlags.VoidLike)
    return refuse(`${walk.subject} can only be undefined`, PLAIN_DATA);
  if (flags & ts.TypeFlags.Never)
    return refuse(`${walk.subject} can have no value (never)`, PLAIN_DATA);
  if (flags & ts.TypeFlags.ESSymbolLike) return refuse(`${walk.subject} is a symbol`, PLAIN_DATA);
  return undefined;
}

export const PLAIN_DATA = 'export a wrapper that takes and returns plain data';

function bigintLiteral(walk: Walk): Outcome {
  return walk.direction === 'out'
    ? { kind: 'codec', codec: 'bigint' }
    : refuse(`${walk.subject} is a bigint literal`, 'use bigint or a string literal');
}

function mapped(walk: Walk): Outcome {
  return walk.direction === 'out'
    ? { kind: 'string' }
    : refuse(`${walk.subject} is a computed string type`, 'use string');
}

function template(walk: Walk, type: ts.Type): Outcome {
  if (!('texts' in type) || !('types' in type)) return mapped(walk);
  const { texts, types } = type;
  if (!Array.isArray(texts) || !Array.isArray(types)) return mapped(walk);
  const parts: (string | SchemaNode)[] = [];
  for (const [index, text] of texts.entries()) {
    if (text !== '') parts.push(text);
    if (index >= types.length) continue;
    const hole = toSchema(walk, types[index]);
    if (hole.kind === 'refused') return hole;
    parts.push(hole);
  }
  return { kind: 'template', parts };
}

function parameter(walk: Walk, type: ts.Type): Outcome {
  const { checker } = walk.reading;
  const stand = checker.getDefaultFromTypeParameter(type) ?? checker.getBaseConstraintOfType(type);
  if (stand !== undefined && isAnyKey(stand)) return { kind: 'string' };
  if (stand !== undefined && !(stand.flags & ts.TypeFlags.Unknown) && stand !== type) {
    return nested(walk, type, undefined, stand);
  }
  walk.state.degraded = true;
  return UNKNOWN;
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

function branded(walk: Walk, type: ts.Type): Outcome | undefined {
  if (!type.isIntersection()) return undefined;
  const base = type.types.find(({ flags }) => flags & BRANDABLE);
  if (base === undefined) return undefined;
  if (walk.direction === 'out' || walk.reading.checker.isTypeAssignableTo(base, type)) {
    return toSchema(walk, base);
  }
  return refuse(
    `${walk.subject} is a branded ${walk.reading.checker.typeToString(base)}`,
    'export a wrapper that takes the plain value and makes the branded one',
  );
}

const BRANDABLE =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike;

/** A type that can contain itself: a reference when it does so in an input, cut short in an output. */
function nested(walk: Walk, type: ts.Type, written?: ts.TypeNode, stand?: ts.Type): Outcome {
  const times = walk.stack.filter((above) => above === type).length;
  if (walk.direction === 'in' && times > 0) return reference(walk, type);
  if (times > 1) return cut(walk, type);
  walk.state.budget -= 1;
  if (walk.stack.length > DEPTH || walk.state.budget < 0) return tooLarge(walk, type);
  const before = walk.state.definitions;
  walk.stack.push(type);
  const outcome = stand === undefined ? composite(walk, type, written) : toSchema(walk, stand);
  walk.stack.pop();
  if (outcome.kind === 'refused') walk.state.definitions = before;
  return outcome.kind !== 'refused' && walk.recursive.has(type)
    ? define(walk, type, outcome)
    : outcome;
}

function composite(walk: Walk, type: ts.Type, written: ts.TypeNode | undefined): Outcome {
  return type.isUnion() ? unionSchema(walk, type, written) : objectSchema(walk, type, written);
}

function reference(walk: Walk, type: ts.Type): SchemaNode {
  walk.recursive.add(type);
  return { kind: 'ref', name: definitionName(walk, type) };
}

function define(walk: Walk, type: ts.Type, node: SchemaNode): SchemaNode {
  if (node.kind === 'ref') return node;
  const name = definitionName(walk, type);
  walk.state.definitions = new Map([...walk.state.definitions, [name, node]]);
  return { kind: 'ref', name };
}

function definitionName(walk: Walk, type: ts.Type): string {
  const known = walk.names.get(type);
  if (known !== undefined) return known;
  const raw = (type.aliasSymbol ?? type.symbol)?.name ?? 'Node';
  const base = /^[A-Za-z_]\w*$/.test(raw) && !raw.startsWith('__') ? raw : 'Node';
  const taken = new Set(walk.names.values());
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  walk.names.set(type, name);
  return name;
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
