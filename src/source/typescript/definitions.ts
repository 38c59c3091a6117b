// Keeps the definitions an input refers to, and no others.
import { type Definitions, fold, type SchemaNode } from '../../model/schema.js';

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

function children(node: SchemaNode): readonly SchemaNode[] {
  const none = (): SchemaNode[] => [];
  return fold<readonly SchemaNode[]>(node, {
    string: none,
    number: none,
    boolean: none,
    null: none,
    enum: none,
    template: none,
    array: ({ items }) => [items],
    tuple: ({ items, rest }) => (rest === undefined ? items : [...items, rest]),
    object: ({ properties, additional }) => [
      ...properties.map(({ schema }) => schema),
      ...(additional === undefined ? [] : [additional]),
    ],
    record: ({ values }) => [values],
    union: ({ options }) => options,
    ref: none,
    unknown: none,
    codec: none,
    map: ({ keys, values }) => [keys, values],
    set: ({ items }) => [items],
  });
}
