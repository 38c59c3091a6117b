// Tells where types without a name cannot be told apart by their place in the signature.
import type { ObjectNode, SchemaNode, TupleNode, UnionNode } from '../model/schema.js';
import { children, isUnnamedType } from '../model/walk.js';
import { lit } from './helpers.js';

/** The node of a definition, by its name in the tool. */
type Resolve = (name: string) => SchemaNode;
/** Whether a type without a name stands at a node or below. */
type Test = (node: SchemaNode) => boolean;

/**
 * Whether the way from this node to a type without a name below fits other types, too: in a union whose other
 * options have a member of that name, among the members behind an index, after the fixed ones of a tuple.
 */
export function isAmbiguous(node: SchemaNode, resolve: Resolve): boolean {
  const isUnnamed: Test = (below) => hasUnnamed(below, resolve, new Set());
  if (node.kind === 'union') return isAmbiguousUnion(node, resolve, isUnnamed);
  if (node.kind === 'tuple') return isAmbiguousTuple(node, isUnnamed);
  return node.kind === 'object' && isAmbiguousObject(node, isUnnamed);
}

function hasUnnamed(node: SchemaNode, resolve: Resolve, seen: Set<string>): boolean {
  if (node.kind === 'ref') {
    if (seen.has(node.name)) return false;
    seen.add(node.name);
    return hasUnnamed(resolve(node.name), resolve, seen);
  }
  return isUnnamedType(node) || children(node).some((child) => hasUnnamed(child, resolve, seen));
}

function isAmbiguousUnion(node: UnionNode, resolve: Resolve, isUnnamed: Test): boolean {
  const options = node.options.filter(({ kind }) => kind !== 'null').map(follow(resolve));
  if (options.length < 2) return false;
  const guarded = options.every((option) => tagGuard(option, node.discriminator) !== undefined);
  return (
    !guarded &&
    options.some((option) => {
      const others = options.filter((other) => other !== option);
      return isUnnamed(option) && !isAlone(option, others, isUnnamed);
    })
  );
}

function follow(resolve: Resolve) {
  return (node: SchemaNode): SchemaNode => (node.kind === 'ref' ? resolve(node.name) : node);
}

/** Whether no other option answers to the ways that lead into this one. */
function isAlone(option: SchemaNode, others: readonly SchemaNode[], isUnnamed: Test): boolean {
  switch (option.kind) {
    case 'enum':
      return others.every((other) => other.kind !== 'enum' || other.enumType === undefined);
    case 'typed':
      return !isUnnamed(option.base);
    case 'array':
    case 'tuple':
      return !others.some(isList);
    case 'object':
      return isAloneByMembers(option, others, isUnnamed);
    case 'record':
    case 'map':
    case 'set':
      return others.every((other) => children(other).length === 0 && other.kind !== 'unknown');
    default:
      return false;
  }
}

function isList(node: SchemaNode): boolean {
  if (node.kind === 'typed') return isList(node.base);
  return node.kind === 'array' || node.kind === 'tuple';
}

function isAloneByMembers(
  option: ObjectNode,
  others: readonly SchemaNode[],
  isUnnamed: Test,
): boolean {
  if (indexed(option).some(isUnnamed)) return false;
  const names = option.properties.filter(({ schema }) => isUnnamed(schema)).map(({ name }) => name);
  return !others.some((other) => names.some((name) => mayHave(other, name)));
}

function mayHave(node: SchemaNode, name: string): boolean {
  if (node.kind === 'typed') return mayHave(node.base, name);
  if (node.kind === 'union') return node.options.some((option) => mayHave(option, name));
  if (node.kind !== 'object') return node.kind === 'record' || node.kind === 'unknown';
  return indexed(node).length > 0 || node.properties.some((property) => property.name === name);
}

/** An index into a tuple's later members means all of them, the fixed ones too. */
function isAmbiguousTuple({ items, rest, tail = [] }: TupleNode, isUnnamed: Test): boolean {
  const later = [...(rest === undefined ? [] : [rest]), ...tail];
  return later.some(isUnnamed) && items.length + later.length > 1;
}

/** What stands behind an index can only be asked for together with all members. */
function isAmbiguousObject(node: ObjectNode, isUnnamed: Test): boolean {
  const behind = indexed(node);
  return behind.some(isUnnamed) && node.properties.length + behind.length > 1;
}

/** The types behind an object's index signatures. */
function indexed({ patterns = [], additional }: ObjectNode): readonly SchemaNode[] {
  return [
    ...patterns.map(({ values }) => values),
    ...(additional === undefined ? [] : [additional]),
  ];
}

/** The type that an option's tag alone fits; undefined when its values cannot be written as a type. */
export function tagGuard(option: SchemaNode, tag: string | undefined): string | undefined {
  if (option.kind !== 'object' || tag === undefined) return undefined;
  const schema = option.properties.find(({ name }) => name === tag)?.schema;
  if (schema?.kind !== 'enum' || schema.enumType !== undefined) return undefined;
  const values = schema.values.map((value) => (typeof value === 'string' ? lit(value) : value));
  return `{ ${JSON.stringify(tag)}: ${values.join(' | ')} }`;
}
