// Prints the type IR as TypeScript types: only recursion that zod cannot infer needs its type spelled out.
import { codecRow } from '../model/codecs.js';
import {
  fold,
  type PropertyNode,
  type SchemaNode,
  type TemplateNode,
  type TypeName,
} from '../model/schema.js';
import { isIdentifier, lit } from './helpers.js';
import {
  enumPath,
  itemPath,
  keyPath,
  optionPath,
  propertyPath,
  type TypePath,
  valuePath,
} from './type-path.js';

export interface TypeScope {
  /** The type of a definition. */
  readonly definition: (name: string) => string;
  readonly typeName: (name: TypeName) => string;
  /** Where the node stands in a function's signature, as far as it can be told. */
  readonly path: TypePath | undefined;
}

/** The TypeScript type of the values that the zod source of `node` yields. */
export function typeSource(node: SchemaNode, scope: TypeScope): string {
  const { path } = scope;
  const inner = (child: SchemaNode, below: TypePath | undefined) =>
    typeSource(child, { ...scope, path: below });
  return fold(node, {
    string: () => 'string',
    number: () => 'number',
    boolean: () => 'boolean',
    null: () => 'null',
    enum: ({ values, enumType }) => {
      if (enumType !== undefined && enumType !== 'unnamed') return scope.typeName(enumType);
      const literals = values.map((value) => literalType(value)).join(' | ');
      return enumType === undefined || path === undefined
        ? literals
        : `values.Members<${enumPath(path)}, ${literals}>`;
    },
    template: templateType,
    array: ({ items }) => `${grouped(inner(items, itemPath(path)))}[]`,
    tuple: ({ items, minItems, rest, tail = [] }) => {
      const members = items.map(
        (item, index) =>
          `${grouped(inner(item, itemPath(path, index)))}${index < minItems ? '' : '?'}`,
      );
      const later = (item: SchemaNode) => grouped(inner(item, itemPath(path)));
      const open = rest === undefined ? [] : [`...${later(rest)}[]`];
      return `[${[...members, ...open, ...tail.map(later)].join(', ')}]`;
    },
    object: ({ properties, patterns = [], additional }) => {
      const members = properties.map((property) =>
        memberType(property, inner(property.schema, propertyPath(path, property.name))),
      );
      const indexes = [
        ...patterns.map(({ keys, values }) => indexType(keys, inner(values, valuePath(path)))),
        ...(additional === undefined
          ? []
          : [indexType(undefined, inner(additional, valuePath(path)))]),
      ];
      return `{ ${[...members, ...indexes].join('; ')} }`;
    },
    record: ({ keys, values }) => `{ ${indexType(keys, inner(values, valuePath(path)))} }`,
    union: ({ options }) => options.map((option) => inner(option, optionPath(path))).join(' | '),
    ref: ({ name }) => scope.definition(name),
    unknown: ({ objectOnly }) => (objectOnly ? 'Record<string, unknown>' : 'unknown'),
    codec: ({ codec, literals }) =>
      literals === undefined
        ? codecRow(codec).type
        : literals.map((digits) => `${digits}n`).join(' | '),
    map: ({ keys, values }) =>
      `Map<${inner(keys, keyPath(path))}, ${inner(values, valuePath(path))}>`,
    set: ({ items }) => `Set<${items === undefined ? 'never' : inner(items, valuePath(path))}>`,
    instance: ({ json, from }) =>
      from === undefined
        ? `{ toJSON(key: string): ${inner(json, undefined)} }`
        : scope.typeName({ export: from.type }),
    typed: ({ base, type }) => {
      const name = type === 'unnamed' ? path?.code : scope.typeName(type);
      const plain = inner(base, path);
      return name === undefined ? plain : `Extract<${name}, ${plain}>`;
    },
  });
}

function indexType(keys: SchemaNode | undefined, values: string): string {
  const type = keys?.kind === 'template' ? templateType(keys) : (keys?.kind ?? 'string');
  return `[key: ${type}]: ${values}`;
}

/** A template literal type as it is written. */
export function templateType(node: TemplateNode): string {
  const parts = node.parts.map((part) =>
    typeof part === 'string'
      ? lit(part).slice(1, -1).replace(/[`$]/g, '\\$&')
      : `\${${holeType(part)}}`,
  );
  return `\`${parts.join('')}\``;
}

function holeType(node: SchemaNode): string {
  if (node.kind === 'union') return node.options.map(holeType).join(' | ');
  if (node.kind === 'enum') return node.values.map(literalType).join(' | ');
  if (node.kind === 'codec' && node.codec === 'bigint') return 'bigint';
  return ['number', 'boolean', 'null'].includes(node.kind) ? node.kind : 'string';
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
