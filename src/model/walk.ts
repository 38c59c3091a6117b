// Looks through the type IR without printing it.
import { codecRow } from './codecs.js';
import { fold, type SchemaNode } from './schema.js';

/** Whether a definition is mentioned anywhere below. */
export function refersTo(node: SchemaNode): boolean {
  return node.kind === 'ref' || children(node).some(refersTo);
}

/** Whether generated code has to find a type below by its place in the signature. */
export function hasUnnamedType(node: SchemaNode): boolean {
  return isUnnamedType(node) || children(node).some(hasUnnamedType);
}

/** Whether generated code has to find this node's own type by its place in the signature. */
export function isUnnamedType(node: SchemaNode): boolean {
  return (
    (node.kind === 'typed' && node.type === 'unnamed') ||
    (node.kind === 'enum' && node.enumType === 'unnamed')
  );
}

/** More objects side by side than clients make use of: what is published says only what they share. */
export function isCrowded(options: readonly SchemaNode[]): boolean {
  return options.filter(({ kind }) => kind === 'object').length > 20;
}

/** Whether a value below is of a kind that few modules have. */
export function hasRare(node: SchemaNode): boolean {
  return (
    (node.kind === 'codec' && codecRow(node.codec).rare === true) || children(node).some(hasRare)
  );
}

/** Whether values are used as they come from JSON. */
export function isPlainData(node: SchemaNode): boolean {
  const decoded = ['codec', 'map', 'set', 'ref', 'typed', 'instance'].includes(node.kind);
  return !decoded && children(node).every(isPlainData);
}

/** The nodes directly below. */
export function children(node: SchemaNode): readonly SchemaNode[] {
  const none = () => [];
  return fold<readonly SchemaNode[]>(node, {
    string: none,
    number: none,
    boolean: none,
    null: none,
    enum: none,
    template: ({ parts }) => parts.filter((part) => typeof part !== 'string'),
    array: ({ items }) => [items],
    tuple: ({ items, rest, tail = [] }) => [
      ...items,
      ...(rest === undefined ? [] : [rest]),
      ...tail,
    ],
    object: ({ properties, patterns = [], additional }) => [
      ...properties.map(({ schema }) => schema),
      ...patterns.flatMap(({ keys, values }) => [keys, values]),
      ...(additional === undefined ? [] : [additional]),
    ],
    record: ({ keys, values }) => (keys === undefined ? [values] : [keys, values]),
    union: ({ options }) => options,
    ref: none,
    unknown: none,
    codec: none,
    map: ({ keys, values }) => [keys, values],
    set: ({ items }) => (items === undefined ? [] : [items]),
    typed: ({ base }) => [base],
    instance: ({ json }) => [json],
  });
}

/** Whether it is an object with a member that every object seems to have, such as `constructor`. */
export function hasInheritedMember(node: SchemaNode): boolean {
  return node.kind === 'object' && node.properties.some(({ name }) => name in Object.prototype);
}
