// The type IR as TypeScript types: of what a generated call passes, and of what its output takes.
import { codecRow } from '../../../model/codecs.js';
import { fold, type PropertyNode, type SchemaNode } from '../../../model/schema.js';

/** How a node's type is written at one place. */
export interface StandIn {
  /** The name of a definition's type. */
  readonly definition: (name: string) => string;
  /** Results may hold less than is published, arguments are read-only for none. */
  readonly direction: 'in' | 'out';
}

/** The type of the values that generated code has for `node`. */
export function standIn(node: SchemaNode, place: StandIn): string {
  const inner = (child: SchemaNode) => `(${standIn(child, place)})`;
  const wide = place.direction === 'out';
  const list = (type: string) => (wide ? `readonly ${type}` : type);
  return fold<string>(node, {
    string: () => 'string',
    number: () => 'number',
    boolean: () => 'boolean',
    null: () => 'null',
    // Generated code takes enums, `typed` ones and instances from the function's own type.
    enum: ({ values, enumType }) =>
      enumType === undefined ? values.map((value) => JSON.stringify(value)).join(' | ') : 'any',
    template: ({ parts }) => template(parts),
    array: ({ items }) => list(`${inner(items)}[]`),
    tuple: ({ items, minItems, rest, tail = [] }) => {
      const fixed = items.map((item, index) => `${inner(item)}${index < minItems ? '' : '?'}`);
      const open = rest === undefined ? [] : [`...${inner(rest)}[]`];
      return list(`[${[...fixed, ...open, ...tail.map(inner)].join(', ')}]`);
    },
    object: ({ properties, patterns = [], additional }) => {
      const members = properties.map((property) => member(property, inner(property.schema), wide));
      const some = patterns.map(({ keys, values }) => index(keys, inner(values)));
      const open = additional === undefined ? [] : [index(undefined, inner(additional))];
      return `{ ${[...members, ...some, ...open].join('; ')} }`;
    },
    record: ({ keys, values, undefinable }) =>
      `{ ${index(keys, inner(values))}${undefinable && wide ? ' | undefined' : ''} }`,
    union: ({ options, undefinable }) =>
      `${options.map(inner).join(' | ')}${undefinable ? ' | undefined' : ''}`,
    ref: ({ name }) => place.definition(name),
    unknown: ({ objectOnly }) => (objectOnly ? OBJECT[place.direction] : 'unknown'),
    codec: ({ codec, literals }) =>
      literals === undefined
        ? codecRow(codec).type
        : literals.map((digits) => `${digits}n`).join(' | '),
    map: ({ keys, values }) => `${wide ? 'Readonly' : ''}Map<${inner(keys)}, ${inner(values)}>`,
    set: ({ items }) =>
      `${wide ? 'Readonly' : ''}Set<${items === undefined ? 'never' : inner(items)}>`,
    typed: () => 'any',
    instance: () => 'any',
  });
}

const OBJECT = { in: 'Record<string, unknown>', out: '{}' } as const;

function member(
  { name, optional, undefinable }: PropertyNode,
  type: string,
  wide: boolean,
): string {
  const maybe = undefinable || (optional && wide) ? ' | undefined' : '';
  return `${JSON.stringify(name)}${optional ? '?' : ''}: ${type}${maybe}`;
}

function index(keys: SchemaNode | undefined, values: string): string {
  const type = keys?.kind === 'template' ? template(keys.parts) : (keys?.kind ?? 'string');
  return `[key: ${type}]: ${values}`;
}

function template(parts: readonly (string | SchemaNode)[]): string {
  return `\`${parts.map(templatePart).join('')}\``;
}

function templatePart(part: string | SchemaNode): string {
  return typeof part === 'string'
    ? JSON.stringify(part).slice(1, -1).replace(/[`$]/g, '\\$&')
    : `\${${hole(part)}}`;
}

function hole(node: SchemaNode): string {
  if (node.kind === 'union') return node.options.map(hole).join(' | ');
  if (node.kind === 'enum') return node.values.map((value) => JSON.stringify(value)).join(' | ');
  return node.kind === 'number' || node.kind === 'boolean' ? node.kind : 'string';
}
