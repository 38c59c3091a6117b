// Prints the type IR as TypeScript types: only recursion that zod cannot infer needs its type spelled out.
import { fold, type PropertyNode, type SchemaNode, type TypeName } from '../model/schema.js';
import { isIdentifier, lit } from './helpers.js';

export interface TypeScope {
  /** The type of a definition. */
  readonly definition: (name: string) => string;
  readonly enumType: (name: TypeName) => string;
}

const CODEC_TYPES = {
  date: 'Date',
  url: 'URL',
  regexp: 'RegExp',
  bigint: 'bigint',
  uint8array: 'Uint8Array',
  buffer: 'Buffer',
  arraybuffer: 'ArrayBuffer',
} as const;

/** The TypeScript type of the values that the zod source of `node` yields. */
export function typeSource(node: SchemaNode, scope: TypeScope): string {
  const inner = (child: SchemaNode) => typeSource(child, scope);
  return fold(node, {
    string: () => 'string',
    number: () => 'number',
    boolean: () => 'boolean',
    null: () => 'null',
    enum: ({ values, enumType }) =>
      enumType === undefined || enumType === 'unnamed'
        ? values.map((value) => literalType(value)).join(' | ')
        : scope.enumType(enumType),
    template: () => 'string',
    array: ({ items }) => `${grouped(inner(items))}[]`,
    tuple: ({ items, minItems, rest }) => {
      const members = items.map(
        (item, index) => `${grouped(inner(item))}${index < minItems ? '' : '?'}`,
      );
      return `[${[...members, ...(rest === undefined ? [] : [`...${grouped(inner(rest))}[]`])].join(', ')}]`;
    },
    object: ({ properties, additional }) => {
      const members = properties.map((property) => memberType(property, inner(property.schema)));
      const rest = additional === undefined ? [] : [`[key: string]: ${inner(additional)}`];
      return `{ ${[...members, ...rest].join('; ')} }`;
    },
    record: ({ keys, values }) =>
      `{ [key: ${keys?.kind === 'number' ? 'number' : 'string'}]: ${inner(values)} }`,
    union: ({ options }) => options.map(inner).join(' | '),
    ref: ({ name }) => scope.definition(name),
    unknown: ({ objectOnly }) => (objectOnly ? 'Record<string, unknown>' : 'unknown'),
    codec: ({ codec }) => CODEC_TYPES[codec],
    map: ({ keys, values }) => `Map<${inner(keys)}, ${inner(values)}>`,
    set: ({ items }) => `Set<${inner(items)}>`,
  });
}

function grouped(type: string): string {
  return type.includes(' | ') ? `(${type})` : type;
}

function memberType({ name, optional, undefinable }: PropertyNode, type: string): string {
  const key = isIdentifier(name) ? name : literalType(name);
  return `${key}${optional ? '?' : ''}: ${type}${undefinable && !optional ? ' | undefined' : ''}`;
}

function literalType(value: string | number | boolean): string {
  return typeof value === 'string' ? lit(value) : String(value);
}
