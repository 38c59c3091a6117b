// Prints the type IR as zod source: what a tool accepts (input) and what its result publishes (output).
import { type Codec, codecRow } from '../model/codecs.js';
import {
  type ArrayNode,
  type EnumNode,
  fold,
  type InstanceNode,
  type ObjectNode,
  type PatternNode,
  type PropertyNode,
  type SchemaNode,
  type TemplateNode,
  type TupleNode,
  type TypedNode,
  type TypeName,
  type UnknownNode,
} from '../model/schema.js';
import {
  declaredAmong,
  hasNumbers,
  isPlainTemplate,
  templatePattern,
} from '../model/template-pattern.js';
import { hasInheritedMember, refersTo } from '../model/walk.js';
import { isIdentifier, lit, member } from './helpers.js';
import { type Doc, list } from './layout.js';
import { isAmbiguous } from './reach.js';
import {
  enumPath,
  functionType,
  itemPath,
  keyPath,
  parameterPath,
  propertyPath,
  type TypePath,
  valuePath,
} from './type-path.js';
import { templateType } from './types.js';
import { numberSource, stringSource } from './zod-scalars.js';
import { unionSource } from './zod-union.js';

export interface ZodScope {
  /** input: closed objects, absent members stay absent; output: only declared members are published. */
  readonly mode: 'input' | 'output';
  /** A definition by its name in the tool; `path` is the place that refers to it. */
  readonly definition: (
    name: string,
    path?: TypePath,
  ) => { readonly identifier: string; readonly node: SchemaNode };
  /** Inside a definition: members that refer to definitions become getters. */
  readonly lazyMembers: boolean;
  /** The source of a type's name, as generated code may write it. */
  readonly typeName: (name: TypeName) => string;
  /** Where the node stands in the function's signature, as far as it can be told. */
  readonly path: TypePath | undefined;
}

/** Zod source of `node`, to be laid out by `layout`. */
export function zodSource(node: SchemaNode, scope: ZodScope): Doc {
  const { path } = scope;
  if (path !== undefined && isAmbiguous(node, (name) => scope.definition(name).node)) {
    return wholeSource(node, path, scope);
  }
  const inner = (child: SchemaNode, path: TypePath | undefined) =>
    zodSource(child, { ...scope, path });
  const isInput = scope.mode === 'input';
  return fold<Doc>(node, {
    string: stringSource,
    number: numberSource,
    boolean: () => 'z.boolean()',
    null: () => 'z.null()',
    enum: (found) => enumSource(found, scope),
    template: (found) => templateSource(found, scope),
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
    ref: ({ name }) => scope.definition(name, scope.path).identifier,
    unknown: (found) => unknownSource(found, scope),
    codec: ({ codec, literals }) =>
      literals === undefined
        ? codecSource(codec)
        : [
            codecSource(codec),
            list(
              '.pipe(z.literal([',
              literals.map((digits) => `${digits}n`),
              ']))',
            ),
          ],
    map: ({ keys, values }) => [
      list(
        'values.map(',
        [inner(keys, keyPath(scope.path)), inner(values, valuePath(scope.path))],
        ')',
      ),
      readonlySuffix({ readonly: true }, scope),
    ],
    set: ({ items }) => [
      list(
        'values.set(',
        [items === undefined ? 'z.never()' : inner(items, valuePath(scope.path))],
        ')',
      ),
      readonlySuffix({ readonly: true }, scope),
    ],
    typed: (found) => typedSource(found, scope),
    instance: (found) => instanceSource(found, scope),
  });
}

/** The type of the whole around the check of its parts; null stands outside, as it does for unions. */
function wholeSource(node: SchemaNode, path: TypePath, scope: ZodScope): Doc {
  const options = node.kind === 'union' ? node.options : [node];
  const kept = options.filter(({ kind }) => kind !== 'null');
  const inside: SchemaNode = node.kind === 'union' ? { ...node, options: kept } : node;
  const source = zodSource(inside, { ...scope, path: undefined });
  const typed = list(`values.whole<NonNullable<${path.code}>>()(`, [source], ')');
  const orNull = node.kind === 'union' && node.undefinable ? '.nullish()' : '.nullable()';
  return kept.length < options.length ? [typed, orNull] : typed;
}

/** What the caller knows better of a member: where it stands, and what to do when it is absent. */
export interface MemberHints {
  readonly path: TypePath | undefined;
  readonly presence?: string;
  /** What judges its values instead. */
  readonly own?: (source: Doc) => Doc;
}

/** An object; a tool's own input is printed through this, with hints from its parameters. */
export function objectSource(
  node: ObjectNode,
  scope: ZodScope,
  hints: (property: PropertyNode) => MemberHints = ({ name }) => ({
    path: propertyPath(scope.path, name),
  }),
): Doc {
  const none = node.properties.length === 0 && node.additional === undefined;
  if (none && scope.mode === 'output' && node.patterns === undefined) return 'shapes.nothing';
  const closed = scope.mode === 'input' && node.additional === undefined;
  const members = node.properties.map((property) => memberSource(property, scope, hints(property)));
  const shape = list(closed ? 'z.strictObject({ ' : 'z.object({ ', members, ' })');
  const source = node.additional === undefined ? shape : [shape, catchall(node.additional, scope)];
  const own = hasInheritedMember(node) ? list('shapes.own(', [source], ')') : source;
  return (node.patterns ?? []).reduce((inner, pattern) => keyed(inner, pattern, node, scope), own);
}

/** The members of one index signature beside all others. */
function keyed(inner: Doc, { keys, values }: PatternNode, node: ObjectNode, scope: ZodScope): Doc {
  const declared = declaredAmong(keys, node).map(lit);
  return list(
    'shapes.keyed(',
    [
      inner,
      zodSource(keys, { ...scope, path: undefined }),
      zodSource(values, { ...scope, path: valuePath(scope.path) }),
      ...(declared.length === 0 ? [] : [list('[', declared, ']')]),
    ],
    ')',
  );
}

function catchall(additional: SchemaNode, scope: ZodScope): Doc {
  const source = zodSource(additional, { ...scope, path: valuePath(scope.path) });
  return list('.catchall(', [source], ')');
}

function memberSource(property: PropertyNode, scope: ZodScope, hints: MemberHints): Doc {
  const source = zodSource(property.schema, { ...scope, path: hints.path });
  const value: Doc = [
    hints.own?.(source) ?? source,
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
  if (type !== 'unnamed') return scope.typeName(type);
  return scope.path && enumPath(scope.path);
}

/** What the compiler calls the type, around what is checked. */
function typedSource({ base, type }: TypedNode, scope: ZodScope): Doc {
  // A record of anything is no interface to the compiler.
  const source = base.kind === 'unknown' ? 'shapes.anyObject' : zodSource(base, scope);
  const name = type === 'unnamed' ? scope.path?.code : scope.typeName(type);
  if (name === undefined) return source;
  return list(`values.typed<${name}>()(`, [source], ')');
}

function codecSource(codec: Codec): string {
  return `${codecRow(codec).rare ? 'rare' : 'values'}.${codec}`;
}

function instanceSource({ json, from }: InstanceNode, scope: ZodScope): Doc {
  if (from === undefined) {
    const path = scope.path && { code: `ReturnType<${scope.path.code}["toJSON"]>`, inUnion: false };
    return list('values.viaJson(', [zodSource(json, { ...scope, path })], ')');
  }
  const make = member('lib', [from.type, from.method]);
  const path = parameterPath(functionType('lib', [from.type, from.method]), 0);
  return [zodSource(json, { ...scope, path }), `.transform((json) => ${make}(json))`];
}

function templateSource(node: TemplateNode, scope: ZodScope): Doc {
  const source = stringSource({ kind: 'string', pattern: templatePattern(node) });
  if (!isPlainTemplate(node)) return source;
  if (hasNumbers(node)) return list(`values.typed<${templateType(node)}>()(`, [source], ')');
  const parts = node.parts.map((part) =>
    typeof part === 'string' ? lit(part) : zodSource(part, { ...scope, path: undefined }),
  );
  return list('z.templateLiteral([', parts, '])');
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
  if (rest !== undefined && node.tail !== undefined) {
    const tail = node.tail.map((item) => zodSource(item, { ...scope, path: itemPath(scope.path) }));
    const parts = [list('[', items, ']'), rest, list('[', tail, ']')];
    return [list('shapes.withTail(', parts, ')'), readonlySuffix(node, scope)];
  }
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

function unknownSource({ objectOnly }: UnknownNode, { mode }: ZodScope): Doc {
  if (!objectOnly) return 'z.unknown()';
  return mode === 'input' ? 'z.record(z.string(), z.unknown())' : 'shapes.anyObject';
}
