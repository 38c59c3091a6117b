// The type IR as literal JSON Schema 2020-12: what clients are shown.
import { codecRow } from './codecs.js';
import type { ToolModel } from './module.js';
import {
  type CodecNode,
  type EnumNode,
  fold,
  type Json,
  type Notes,
  type ObjectNode,
  type RecordNode,
  type SchemaNode,
  type TupleNode,
  type UnionNode,
} from './schema.js';
import { declaredAmong, keyPattern, templatePattern } from './template-pattern.js';
import { isCrowded } from './walk.js';

/** A JSON Schema object; property order is the order of printing. */
export type JsonSchema = { readonly [keyword: string]: Json };

/** The published `inputSchema`: a closed plain object, with `$defs` only where a type is recursive. */
export function inputSchema(
  tool: Pick<ToolModel, 'input' | 'definitions' | 'published'>,
): JsonSchema {
  if (tool.published !== undefined) return tool.published;
  const names = Object.keys(tool.definitions);
  if (names.length === 0) return toJsonSchema(tool.input);
  const definitions = names.map((name) => {
    const node = tool.definitions[name];
    return [name, node === undefined ? {} : toJsonSchema(node)] as const;
  });
  return { ...toJsonSchema(tool.input), $defs: Object.fromEntries(definitions) };
}

/** The published `outputSchema`, always of type object; absent for text, void, files and undescribed results. */
export function outputSchema(tool: Pick<ToolModel, 'output' | 'returns'>): JsonSchema | undefined {
  if (tool.returns !== 'value' || tool.output === undefined || givesFile(tool)) return undefined;
  const schema = toJsonSchema(tool.output);
  return needsWrap(tool) ? closed({ result: schema }, ['result']) : schema;
}

/** Whether the result travels as `{ result }` because its own schema is no plain object. */
export function needsWrap(tool: Pick<ToolModel, 'output' | 'returns'>): boolean {
  if (tool.returns !== 'value' || tool.output === undefined || givesFile(tool)) return false;
  const { output } = tool;
  if (output.kind === 'map') return output.keys.kind !== 'string';
  return output.kind !== 'object' && output.kind !== 'record';
}

/** The bytes that a tool returns, if any, which become a file; what only holds bytes has them as base64. */
export function givesFile(tool: Pick<ToolModel, 'output' | 'returns'>): CodecNode | undefined {
  const { returns, output } = tool;
  const options = output?.kind === 'union' ? output.options : [output, NOTHING];
  const [bytes, nothing, ...more] = options;
  if (returns !== 'value' || bytes?.kind !== 'codec' || !codecRow(bytes.codec).bytes) return;
  return nothing?.kind === 'null' && more.length === 0 ? bytes : undefined;
}

const NOTHING: SchemaNode = { kind: 'null' };

/** One node as JSON Schema, notes included. */
export function toJsonSchema(node: SchemaNode): JsonSchema {
  return { ...words(node), ...core(node), ...values(node) };
}

function words(node: Notes): JsonSchema {
  return {
    ...(node.title === undefined ? {} : { title: node.title }),
    ...(node.description === undefined ? {} : { description: node.description }),
  };
}

function values(node: Notes): JsonSchema {
  return {
    ...(node.deprecated === true ? { deprecated: true } : {}),
    ...(node.default === undefined ? {} : { default: node.default }),
    ...(node.examples === undefined ? {} : { examples: node.examples }),
  };
}

function core(node: SchemaNode): JsonSchema {
  return fold<JsonSchema>(node, {
    string: (n) => ({
      type: 'string',
      ...keywords(n, ['format', 'pattern', 'minLength', 'maxLength']),
    }),
    number: (n) => ({
      type: n.integer === true ? 'integer' : 'number',
      ...keywords(n, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']),
    }),
    boolean: () => ({ type: 'boolean' }),
    null: () => ({ type: 'null' }),
    enum: literals,
    template: (n) => ({ type: 'string', pattern: templatePattern(n) }),
    array: (n) => ({
      type: 'array',
      items: toJsonSchema(n.items),
      ...keywords(n, ['minItems', 'maxItems', 'uniqueItems']),
    }),
    tuple,
    object,
    record,
    union,
    ref: (n) => ({ $ref: `#/$defs/${n.name}` }),
    unknown: (n) => (n.objectOnly === true ? { type: 'object' } : {}),
    codec,
    map: (n) =>
      n.keys.kind === 'string'
        ? { type: 'object', additionalProperties: toJsonSchema(n.values) }
        : {
            type: 'array',
            items: tuple({ kind: 'tuple', items: [n.keys, n.values], minItems: 2 }),
          },
    set: ({ items }) =>
      items === undefined
        ? { type: 'array', maxItems: 0 }
        : { type: 'array', items: toJsonSchema(items), uniqueItems: true },
    typed: (n) => core(n.base),
    instance: (n) => core(n.json),
  });
}

function codec({ codec: name, literals: only, mimeType }: CodecNode): JsonSchema {
  if (only !== undefined) return literals({ kind: 'enum', values: only });
  return {
    ...codecRow(name).schema,
    ...(mimeType === undefined ? {} : { contentMediaType: mimeType }),
  };
}

function keywords<T extends object, K extends keyof T & string>(
  node: T,
  names: readonly K[],
): JsonSchema {
  const found = names.flatMap((name) => {
    const value = node[name];
    const isKeyword =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isKeyword ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

function literals(node: EnumNode): JsonSchema {
  const types = [...new Set(node.values.map((value) => typeof value))];
  const type = types.length === 1 && types[0] !== undefined ? { type: types[0] } : {};
  const [first, ...more] = node.values;
  return first !== undefined && more.length === 0
    ? { ...type, const: first }
    : { ...type, enum: [...node.values] };
}

function tuple(node: TupleNode): JsonSchema {
  const { tail = [] } = node;
  // That the tail comes last is more than JSON Schema can say.
  const rest = node.rest === undefined ? tail : [node.rest, ...tail];
  return {
    type: 'array',
    ...(node.items.length === 0 ? {} : { prefixItems: node.items.map(toJsonSchema) }),
    items: rest.length === 0 ? false : either(rest),
    minItems: node.minItems + tail.length,
  };
}

function either(nodes: readonly SchemaNode[]): JsonSchema {
  const [only, ...more] = nodes;
  if (only !== undefined && more.length === 0) return toJsonSchema(only);
  const schemas = nodes.map(({ description: _, ...node }) => toJsonSchema(node));
  const [first, ...others] = [
    ...new Map(schemas.map((one) => [JSON.stringify(one), one])).values(),
  ];
  return first !== undefined && others.length === 0 ? first : { anyOf: [first ?? {}, ...others] };
}

function object(node: ObjectNode): JsonSchema {
  // Object.fromEntries defines own properties, also for names such as __proto__.
  const properties = Object.fromEntries(
    node.properties.map(({ name, schema }) => [name, toJsonSchema(schema)] as const),
  );
  // JSON has no undefined: a member that may be undefined may be absent.
  const required = node.properties
    .filter(({ optional, undefinable }) => !optional && !undefinable)
    .map(({ name }) => name);
  const { patterns = [], additional } = node;
  const byPattern = patterns.map(
    ({ keys, values: each }) =>
      [keyPattern(keys, declaredAmong(keys, node)), toJsonSchema(each)] as const,
  );
  return {
    ...closed(properties, required),
    ...(patterns.length === 0 ? {} : { patternProperties: Object.fromEntries(byPattern) }),
    additionalProperties: additional === undefined ? false : toJsonSchema(additional),
  };
}

function closed(
  properties: { readonly [name: string]: JsonSchema },
  required: readonly string[],
): JsonSchema {
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function record(node: RecordNode): JsonSchema {
  const additionalProperties = toJsonSchema(node.values);
  if (node.keys === undefined || node.keys.kind === 'string') {
    return { type: 'object', additionalProperties };
  }
  return {
    type: 'object',
    patternProperties: { [keyPattern(node.keys)]: additionalProperties },
    additionalProperties: false,
  };
}

function union(node: UnionNode): JsonSchema {
  const [first, second, ...more] = node.options;
  if (first !== undefined && second?.kind === 'null' && more.length === 0) {
    const schema = toJsonSchema(first);
    if (typeof schema.type === 'string' && PRIMITIVE.has(schema.type)) return nullable(schema);
  }
  if (isCrowded(node.options)) return crowd(node);
  // A Map and a record of the same look alike in JSON.
  const options = new Map(
    node.options.map(toJsonSchema).map((each) => [JSON.stringify(each), each]),
  );
  const [sole, ...others] = options.values();
  return sole !== undefined && others.length === 0 ? sole : { anyOf: [...options.values()] };
}

/** Any object with a known tag, beside what is no object. */
function crowd({ options, discriminator: tag }: UnionNode): JsonSchema {
  const others = options.filter(({ kind }) => kind !== 'object').map(toJsonSchema);
  const tags = options.flatMap((node) =>
    node.kind === 'object' ? node.properties.filter(({ name }) => name === tag) : [],
  );
  const values = tags.flatMap(({ schema }) => (schema.kind === 'enum' ? schema.values : []));
  const tagged =
    tag === undefined
      ? {}
      : { properties: { [tag]: literals({ kind: 'enum', values }) }, required: [tag] };
  const any = { type: 'object', ...tagged };
  return others.length === 0 ? any : { anyOf: [any, ...others] };
}

const PRIMITIVE = new Set(['string', 'number', 'integer', 'boolean']);

function nullable(schema: JsonSchema): JsonSchema {
  const { type, const: only, enum: listed, ...rest } = schema;
  const members = Array.isArray(listed) ? listed : only === undefined ? undefined : [only];
  return {
    ...rest,
    type: [type ?? 'string', 'null'],
    ...(members === undefined ? {} : { enum: [...members, null] }),
  };
}
