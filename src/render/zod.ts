// Prints the type IR as zod source: what a tool accepts (input) and what its result publishes (output).
import {
  type ArrayNode,
  type EnumNode,
  fold,
  type ObjectNode,
  type PropertyNode,
  type SchemaNode,
  type TupleNode,
  type TypeName,
  type UnionNode,
  type UnknownNode,
} from '../model/schema.js';
import { children, hasInheritedMember, refersTo } from '../model/walk.js';
import { isIdentifier, lit } from './helpers.js';
import type { Doc } from './layout.js';
import {
  enumPath,
  itemPath,
  optionPath,
  propertyPath,
  type TypePath,
  valuePath,
} from './type-path.js';
import { numberSource, stringSource } from './zod-scalars.js';

export interface ZodScope {
  /** input: closed objects, absent members stay absent; output: only declared members are published. */
  readonly mode: 'input' | 'output';
  /** The identifier of a definition's schema, and whether it is already declared at this place. */
  readonly definition: (name: string) => { readonly identifier: string; readonly node: SchemaNode };
  /** Inside a definition: members that refer to definitions become getters. */
  readonly lazyMembers: boolean;
  /** The source of an enum's type, as generated code may name it. */
  readonly enumType: (name: TypeName) => string;
  /** Where the node stands in the function's signature, as far as it can be told. */
  readonly path: TypePath | undefined;
}

/** Zod source of `node`, to be laid out by `layout`. */
export function zodSource(node: SchemaNode, scope: ZodScope): Doc {
  const inner = (child: SchemaNode, path: TypePath | undefined) =>
    zodSource(child, { ...scope, path });
  const isInput = scope.mode === 'input';
  return fold<Doc>(node, {
    string: stringSource,
    number: numberSource,
    boolean: () => 'z.boolean()',
    null: () => 'z.null()',
    enum: (found) => enumSource(found, scope),
    template: ({ parts }) =>
      list(
        'z.templateLiteral([',
        parts.map((part) => (typeof part === 'string' ? lit(part) : inner(part, undefined))),
        '])',
      ),
    array: (found) => arraySource(found, scope),
    tuple: (found) => tupleSource(found, scope),
    object: (found) => objectSource(found, scope),
    record: ({ keys, values, undefinable = false }) => {
      const value = inner(values, valuePath(scope.path));
      const key = keys === undefined ? 'z.string()' : inner(keys, undefined);
      return list(
        'z.record(',
        [key, undefinable && !isInput ? [value, '.optional()'] : value],
        ')',
      );
    },
    union: (found) => unionSource(found, scope),
    ref: ({ name }) => scope.definition(name).identifier,
    unknown: (found) => unknownSource(found, scope),
    codec: ({ codec }) => `values.${codec}`,
    map: ({ keys, values }) => [
      list('values.map(', [inner(keys, undefined), inner(values, undefined)], ')'),
      readonlySuffix({ readonly: true }, scope),
    ],
    set: ({ items }) => [
      list('values.set(', [inner(items, undefined)], ')'),
      readonlySuffix({ readonly: true }, scope),
    ],
  });
}

/** What the caller knows better of a member: where it stands, and what to do when it is absent. */
export interface MemberHints {
  readonly path: TypePath | undefined;
  readonly presence?: string;
}

/** An object; a tool's own input is printed through this, with hints from its parameters. */
export function objectSource(
  node: ObjectNode,
  scope: ZodScope,
  hints: (property: PropertyNode) => MemberHints = ({ name }) => ({
    path: propertyPath(scope.path, name),
  }),
): Doc {
  const closed = scope.mode === 'input' && node.additional === undefined;
  const members = node.properties.map((property) => memberSource(property, scope, hints(property)));
  const shape = list(closed ? 'z.strictObject({ ' : 'z.object({ ', members, ' })');
  const source = node.additional === undefined ? shape : [shape, catchall(node.additional, scope)];
  return hasInheritedMember(node) ? list('shapes.own(', [source], ')') : source;
}

function catchall(additional: SchemaNode, scope: ZodScope): Doc {
  const source = zodSource(additional, { ...scope, path: valuePath(scope.path) });
  return list('.catchall(', [source], ')');
}

function memberSource(property: PropertyNode, scope: ZodScope, hints: MemberHints): Doc {
  const value: Doc = [
    zodSource(property.schema, { ...scope, path: hints.path }),
    hints.presence ?? presence(property, scope.mode),
  ];
  const key = memberKey(property.name);
  return scope.lazyMembers && refersTo(property.schema)
    ? { open: `get ${key}() {`, items: [['return ', value, ';']], close: '}', style: 'statements' }
    : [`${key}: `, value];
}

function memberKey(name: string): string {
  if (name === '__proto__') return '[shapes.PROTO]';
  return isIdentifier(name) ? name : lit(name);
}

/** JSON has no undefined: a member is there or not. Results may hold one, which is then left out. */
function presence({ optional, undefinable }: PropertyNode, mode: ZodScope['mode']): string {
  if (mode === 'output') return optional || undefinable ? '.optional()' : '';
  if (optional) return '.exactOptional()';
  return undefinable ? '.or(z.undefined()).prefault(undefined)' : '';
}

function enumSource({ values, enumType }: EnumNode, scope: ZodScope): Doc {
  const items = values.map((value) => (typeof value === 'string' ? lit(value) : String(value)));
  const type = enumTypeSource(enumType, scope);
  if (type !== undefined) return list(`values.enumOf<${type}>()([`, items, '])');
  if (items.length === 1) return list('z.literal(', items, ')');
  const plain = values.every((value) => typeof value === 'string' && value !== '__proto__');
  return list(plain ? 'z.enum([' : 'z.literal([', items, '])');
}

function enumTypeSource(type: EnumNode['enumType'], scope: ZodScope): string | undefined {
  if (type === undefined) return undefined;
  if (type !== 'unnamed') return scope.enumType(type);
  return scope.path && enumPath(scope.path);
}

function arraySource(node: ArrayNode, scope: ZodScope): Doc {
  return [
    list('z.array(', [zodSource(node.items, { ...scope, path: itemPath(scope.path) })], ')'),
    node.minItems === undefined ? '' : `.min(${node.minItems})`,
    node.maxItems === undefined ? '' : `.max(${node.maxItems})`,
    node.uniqueItems ? '.refine(shapes.unique)' : '',
    readonlySuffix(node, scope),
  ];
}

function tupleSource(node: TupleNode, scope: ZodScope): Doc {
  const items = node.items.map((item, index) => [
    zodSource(item, { ...scope, path: itemPath(scope.path, index) }),
    index < node.minItems ? '' : presence({ name: '', schema: item, optional: true }, scope.mode),
  ]);
  const rest = node.rest && zodSource(node.rest, { ...scope, path: itemPath(scope.path) });
  return [
    list('z.tuple([', items, '])'),
    rest === undefined ? '' : list('.rest(', [rest], ')'),
    readonlySuffix(node, scope),
  ];
}

/** A read-only list is no mutable one, so what is returned needs the word; what is passed does not. */
function readonlySuffix(node: { readonly?: boolean }, scope: ZodScope): string {
  return node.readonly && scope.mode === 'output' ? '.readonly()' : '';
}

function unionSource(node: UnionNode, scope: ZodScope): Doc {
  const options = node.options.filter((option) => option.kind !== 'null');
  const suffix = options.length < node.options.length ? '.nullable()' : '';
  const path = options.length > 1 ? optionPath(scope.path) : scope.path;
  const [first, ...others] = options.map((option) => zodSource(option, { ...scope, path }));
  if (first === undefined) return 'z.null()';
  if (others.length === 0) return [first, suffix];
  const tag = node.discriminator;
  if (tag !== undefined && options.every((option) => isTagged(option, tag, scope))) {
    return [list(`z.discriminatedUnion(${lit(tag)}, [`, [first, ...others], '])'), suffix];
  }
  const overlap = scope.mode === 'output' && options.filter(hasMembers).length > 1;
  return [list(overlap ? 'values.oneOf([' : 'z.union([', [first, ...others], '])'), suffix];
}

/** Several such options need a choice: each one would drop what only another declares. */
function hasMembers(node: SchemaNode): boolean {
  return node.kind === 'object' || children(node).some(hasMembers);
}

/** Whether zod can read the tag's values off this option. */
function isTagged(option: SchemaNode, tag: string, scope: ZodScope): boolean {
  const node = option.kind === 'ref' ? scope.definition(option.name).node : option;
  if (node.kind !== 'object' || hasInheritedMember(node)) return false;
  const schema = node.properties.find(({ name, optional }) => name === tag && !optional)?.schema;
  return schema?.kind === 'enum' && schema.enumType === undefined;
}

function unknownSource({ objectOnly }: UnknownNode, { mode }: ZodScope): Doc {
  if (!objectOnly) return 'z.unknown()';
  return mode === 'input' ? 'z.record(z.string(), z.unknown())' : 'shapes.anyObject';
}

function list(open: string, items: readonly Doc[], close: string): Doc {
  return items.length === 0 ? open.trimEnd() + close.trimStart() : { open, items, close };
}
