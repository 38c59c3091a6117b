// Definitions of recursive types: made on the way, kept only where they are referred to.
import type { ts } from 'ts-morph';
import type { Definitions, SchemaNode } from '../../../model/schema.js';
import { children } from '../../../model/walk.js';
import type { Walk } from './walk.js';

/** The definitions that `root` reaches, in the order they are met. */
export function reachable(
  root: SchemaNode,
  definitions: ReadonlyMap<string, SchemaNode>,
): Definitions {
  const kept = new Map<string, SchemaNode>();
  const visit = (node: SchemaNode): void => {
    if (node.kind === 'ref' && !kept.has(node.name)) {
      const definition = definitions.get(node.name);
      if (definition === undefined) throw new Error(`no definition of ${node.name}`);
      kept.set(node.name, definition);
      visit(definition);
    }
    children(node).forEach(visit);
  };
  visit(root);
  return Object.fromEntries(kept);
}

/** Points to a type that is being read further up. */
export function reference(walk: Walk, type: ts.Type): SchemaNode {
  walk.recursive.add(type);
  return { kind: 'ref', name: definitionName(walk, type) };
}

/** Keeps a recursive type's node under its name and points to it. */
export function define(walk: Walk, type: ts.Type, node: SchemaNode): SchemaNode {
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
