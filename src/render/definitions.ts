// Recursive types of a module's tools as constants of the generated file: named, shared, in order.
import type { ToolModel } from '../model/module.js';
import type { Definitions, SchemaNode, TupleNode } from '../model/schema.js';
import { children, hasInheritedMember, hasUnnamedType, refersTo } from '../model/walk.js';

export interface Definition {
  readonly node: SchemaNode;
  /** A legal, unique identifier of the generated file. */
  readonly identifier: string;
  /** Its type must be spelled out: it contains itself outside of any object member. */
  readonly typed: boolean;
  /** The other definitions of its tool, by name. */
  readonly siblings: ReadonlyMap<string, Definition>;
}

/** For each tool its definitions by name; tools that mean the same share one. */
export type ToolDefinitions = ReadonlyMap<ToolModel, ReadonlyMap<string, Definition>>;

/** Names the definitions of all tools, in order of their first use. */
export function nameDefinitions(tools: readonly ToolModel[]): ToolDefinitions {
  const identifiers = new Set<string>();
  const known = new Map<string, Definition>();
  return new Map(
    tools.map((tool) => {
      const siblings = new Map<string, Definition>();
      for (const [name, node] of Object.entries(tool.definitions)) {
        const key = meaning(name, tool);
        const definition = known.get(key) ?? {
          node,
          identifier: uniqueIdentifier(name, identifiers),
          typed: isTyped(name, tool.definitions),
          siblings,
        };
        known.set(key, definition);
        siblings.set(name, definition);
      }
      return [tool, siblings];
    }),
  );
}

/** Every definition once, each after those it needs when it is evaluated. */
export function inOrder(definitions: ToolDefinitions): readonly Definition[] {
  const ordered = new Set<Definition>();
  const visit = (definition: Definition): void => {
    if (ordered.has(definition)) return;
    if (!definition.typed) {
      for (const name of eagerRefs(definition.node)) {
        const needed = definition.siblings.get(name);
        if (needed !== undefined) visit(needed);
      }
    }
    ordered.add(definition);
  };
  for (const group of definitions.values())
    for (const definition of group.values()) visit(definition);
  return [...ordered];
}

/** Equal for definitions that say the same, whatever else their tools define. */
function meaning(name: string, tool: ToolModel): string {
  const { definitions } = tool;
  const nodes = [name, ...[...reach(name, definitions, allRefs)].sort()].flatMap(
    (other) => definitions[other] ?? [],
  );
  // A type without a name is reached through the signature of this very tool.
  return JSON.stringify([name, nodes, nodes.some(hasUnnamedType) ? tool.name : '']);
}

/** The suffix keeps it apart from every keyword, import and name of the generated file. */
function uniqueIdentifier(name: string, identifiers: Set<string>): string {
  const letters = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d)|^$/, '_');
  const base = `${letters.charAt(0).toLowerCase()}${letters.slice(1)}Schema`;
  let identifier = base;
  for (let count = 2; identifiers.has(identifier); count += 1) identifier = `${base}${count}`;
  identifiers.add(identifier);
  return identifier;
}

/** It is in a circle in which a definition's value, or its inferred type, would need itself. */
function isTyped(name: string, definitions: Definitions): boolean {
  const circle = [...reach(name, definitions, allRefs)].filter((other) =>
    reach(other, definitions, allRefs).has(name),
  );
  return circle.some((other) => reach(other, definitions, blockingRefs).has(other));
}

/** The definitions that can be reached from `name`; itself only in a circle. */
function reach(
  name: string,
  definitions: Definitions,
  refs: (node: SchemaNode) => readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (from: string): void => {
    const node = definitions[from];
    if (node === undefined) return;
    for (const next of refs(node)) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(name);
  return found;
}

function allRefs(node: SchemaNode): readonly string[] {
  return node.kind === 'ref' ? [node.name] : children(node).flatMap(allRefs);
}

/** References outside of object members: members that refer to anything are printed as getters. */
function eagerRefs(node: SchemaNode): readonly string[] {
  if (node.kind === 'ref') return [node.name];
  if (node.kind !== 'object') return children(node).flatMap(eagerRefs);
  const { additional, patterns = [] } = node;
  const values = [...patterns.map((pattern) => pattern.values), additional];
  return values.flatMap((each) => (each === undefined ? [] : eagerRefs(each)));
}

/** Eager ones, and those that are arguments of generic functions, whose type the compiler needs first. */
function blockingRefs(node: SchemaNode): readonly string[] {
  return [...eagerRefs(node), ...argumentRefs(node)];
}

function argumentRefs(node: SchemaNode): readonly string[] {
  return isGenericCall(node) ? allRefs(node) : children(node).flatMap(argumentRefs);
}

/** Members that are references as they are, or none at all, are inferred; wrapped ones are not. */
function hasPlainItems({ items, minItems }: TupleNode): boolean {
  return items.every((item, index) => !refersTo(item) || (item.kind === 'ref' && index < minItems));
}

function isGenericCall(node: SchemaNode): boolean {
  if (node.kind === 'tuple') return node.tail !== undefined || !hasPlainItems(node);
  if (node.kind === 'object') return node.patterns !== undefined || hasInheritedMember(node);
  return node.kind === 'map' || node.kind === 'set' || node.kind === 'typed';
}
