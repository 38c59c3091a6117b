// Unions: folded back to what people wrote, told apart by a tag where there is one.
import { ts } from 'ts-morph';
import { codecRow } from '../../../model/codecs.js';
import { covers } from '../../../model/covers.js';
import type { SchemaNode } from '../../../model/schema.js';
import { isCrowded } from '../../../model/walk.js';
import { brandedPrimitive, ownType } from './brand.js';
import { enumDeclaration, enumOf } from './enum.js';
import { toSchema } from './schema.js';
import { type Outcome, type Refusal, UNKNOWN, type Walk } from './walk.js';
import { ordered } from './written-order.js';

/** A union's node. `undefined` in it is the caller's business and left out here. */
export function unionSchema(walk: Walk, type: ts.UnionType, written?: ts.TypeNode): Outcome {
  const parts = ordered(walk, type, written).filter(
    ({ flags }) => !(flags & ts.TypeFlags.VoidLike),
  );
  const outcomes = grouped(parts).map((group) => convert(walk, group));
  const refused = outcomes.filter((outcome) => outcome.kind === 'refused');
  const kept = outcomes.filter((outcome) => outcome.kind !== 'refused');
  const [reason] = refused;
  if (reason !== undefined) {
    if (walk.direction === 'out') return UNKNOWN;
    if (kept.every(({ kind }) => kind === 'null')) return reason;
    noteDropped(walk, reason);
  }
  return unite(walk, kept);
}

function noteDropped(walk: Walk, { reason }: Refusal): void {
  const message = `one alternative of ${walk.subject} is left out: ${reason}`;
  walk.findings.push({ code: 'type.dropped', severity: 'note', message, node: walk.node });
}

/** Literals of one enum, and of no enum, are one member each. */
function grouped(parts: readonly ts.Type[]): ts.Type[][] {
  const groups = new Map<unknown, ts.Type[]>();
  for (const part of parts) {
    const key = groupKey(part);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()];
}

function groupKey(type: ts.Type): unknown {
  if (type.flags & ts.TypeFlags.EnumLiteral) return enumDeclaration(type) ?? type;
  const literal = type.isLiteral() || (type.flags & ts.TypeFlags.BooleanLiteral) !== 0;
  if (!literal) return isBrandedLiteral(type) ? 'branded literal' : type;
  return type.flags & ts.TypeFlags.BigIntLiteral ? 'bigint' : 'literal';
}

function convert(walk: Walk, group: readonly ts.Type[]): Outcome {
  const [first] = group;
  if (first === undefined) return UNKNOWN;
  if (first.flags & ts.TypeFlags.EnumLiteral) return enumOf(walk, group);
  if (group.length === 1) return toSchema(walk, first);
  const outcomes = group.map((member) => toSchema(walk, brandedPrimitive(member) ?? member));
  return brandedPrimitive(first) === undefined
    ? literals(outcomes)
    : ownType(walk, first, literals(outcomes));
}

/** Brands of unions are unions of brands. */
function isBrandedLiteral(type: ts.Type): boolean {
  const primitive = brandedPrimitive(type);
  return (
    primitive !== undefined &&
    (primitive.isStringLiteral() ||
      primitive.isNumberLiteral() ||
      (primitive.flags & ts.TypeFlags.BooleanLiteral) !== 0)
  );
}

function literals(outcomes: readonly Outcome[]): SchemaNode {
  const digits = outcomes.flatMap((one) => (one.kind === 'codec' ? (one.literals ?? []) : []));
  if (digits.length > 0) return { kind: 'codec', codec: 'bigint', literals: digits };
  const values = outcomes.flatMap((outcome) => (outcome.kind === 'enum' ? outcome.values : []));
  const both = values.includes(true) && values.includes(false);
  const rest = values.filter((value) => !both || typeof value !== 'boolean');
  if (both && rest.length === 0) return { kind: 'boolean' };
  const node: SchemaNode = { kind: 'enum', values: rest };
  return both ? { kind: 'union', options: [node, { kind: 'boolean' }] } : node;
}

/** The nodes as alternatives of one. */
export function unite(walk: Walk, nodes: readonly SchemaNode[]): SchemaNode {
  const flat = nodes.flatMap((node) =>
    node.kind === 'union' && !node.discriminator ? node.options : [node],
  );
  const open = flat.find(({ kind }) => kind === 'unknown');
  if (open !== undefined && !('objectOnly' in open)) return UNKNOWN;
  const merged = distinct(absorbed(walk, flat));
  const nulls = merged.filter(({ kind }) => kind === 'null');
  const options = [...merged.filter(({ kind }) => kind !== 'null'), ...nulls];
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  noteCollapsed(walk, options);
  const discriminator = tagName(walk, options);
  return { kind: 'union', options, ...(discriminator === undefined ? {} : { discriminator }) };
}

function noteCollapsed(walk: Walk, options: readonly SchemaNode[]): void {
  if (!isCrowded(options)) return;
  const message = `${walk.subject} has so many forms that it is published as any object; all are checked`;
  walk.findings.push({ code: 'type.collapsed', severity: 'note', message, node: walk.node });
}

function distinct(nodes: readonly SchemaNode[]): SchemaNode[] {
  return [...new Map(nodes.map((node) => [JSON.stringify(node), node])).values()];
}

/** What another member already says; in inputs also what could not be told apart from plain text. */
function absorbed(walk: Walk, nodes: readonly SchemaNode[]): SchemaNode[] {
  const text = nodes.some((node) => node.kind === 'string' && covers(node, { kind: 'string' }));
  const numeric = nodes.some((node) => node.kind === 'number' && covers(node, { kind: 'number' }));
  const bytes = nodes.findIndex((node) => isBytes(node));
  return nodes.filter((node, index) => {
    if (node.kind === 'template') return !text;
    if (node.kind === 'typed') return !covered(node.base, text, numeric);
    // An enum with computed members is any number to the compiler.
    if (node.kind === 'enum') return !covered(node, text && node.enumType === undefined, numeric);
    if (node.kind !== 'codec' || walk.direction === 'out') return true;
    if (isBytes(node) && index !== bytes) return false;
    return !(text && codecRow(node.codec).schema.type === 'string');
  });
}

function isBytes(node: SchemaNode): boolean {
  return node.kind === 'codec' && codecRow(node.codec).bytes === true;
}

/** Whether plain text or any number, where they are members, say all that the node does. */
function covered(node: SchemaNode, text: boolean, numeric: boolean): boolean {
  if (node.kind === 'string' || node.kind === 'template') return text;
  if (node.kind === 'number') return numeric;
  return (
    node.kind === 'enum' &&
    node.values.every(
      (value) => (text && typeof value === 'string') || (numeric && typeof value === 'number'),
    )
  );
}

/** The property that tells all object members apart: required, one literal each, all different. */
function tagName(walk: Walk, options: readonly SchemaNode[]): string | undefined {
  const objects = options
    .filter(({ kind }) => kind !== 'null')
    .map((node) => (node.kind === 'ref' ? walk.state.definitions.get(node.name) : node));
  const [first, ...others] = objects;
  if (first?.kind !== 'object' || others.length === 0) return undefined;
  return first.properties
    .map(({ name }) => name)
    .find((name) => {
      const values = objects.map((node) => tagValue(node, name));
      return !values.includes(undefined) && new Set(values).size === values.length;
    });
}

function tagValue(node: SchemaNode | undefined, name: string): unknown {
  if (node?.kind !== 'object') return undefined;
  const property = node.properties.find((candidate) => candidate.name === name);
  if (property === undefined || property.optional || property.schema.kind !== 'enum')
    return undefined;
  return property.schema.values.length === 1 ? property.schema.values[0] : undefined;
}
