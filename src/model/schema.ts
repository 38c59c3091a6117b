// The type IR: what a TypeScript type means for JSON. Pure data; JSON-serialisable; one fold per use.

import type { Codec } from './codecs.js';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Words and examples that stand beside a type at one place of use. */
export interface Notes {
  readonly description?: string;
  readonly title?: string;
  readonly deprecated?: boolean;
  readonly default?: Json;
  readonly examples?: readonly Json[];
}

/**
 * How generated code may name a TypeScript type without casting: the export of the wrapped entry
 * (`lib.Color`), or of another file of the package (path relative to its folder).
 * `unnamed` instead: it has no exported name; printers reach it through `Parameters<typeof lib.f>`.
 */
export interface TypeName {
  readonly export: string;
  readonly file?: string;
}

export interface StringNode extends Notes {
  readonly kind: 'string';
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}
export interface NumberNode extends Notes {
  readonly kind: 'number';
  readonly integer?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}
export interface BooleanNode extends Notes {
  readonly kind: 'boolean';
}
export interface NullNode extends Notes {
  readonly kind: 'null';
}
/** One or more literals; `type` is set when they are the members of a TypeScript enum. */
export interface EnumNode extends Notes {
  readonly kind: 'enum';
  readonly values: readonly (string | number | boolean)[];
  readonly enumType?: TypeName | 'unnamed';
}
/** A template literal type: literal text and holes in turn. */
export interface TemplateNode extends Notes {
  readonly kind: 'template';
  readonly parts: readonly (string | SchemaNode)[];
}
export interface ArrayNode extends Notes {
  readonly kind: 'array';
  readonly items: SchemaNode;
  readonly readonly?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}
export interface TupleNode extends Notes {
  readonly kind: 'tuple';
  /** Fixed members; those from `minItems` on are optional. */
  readonly items: readonly SchemaNode[];
  readonly minItems: number;
  readonly rest?: SchemaNode;
  /** Members after the rest; `minItems` does not count them. */
  readonly tail?: readonly SchemaNode[];
  readonly readonly?: boolean;
}
export interface PropertyNode {
  readonly name: string;
  readonly schema: SchemaNode;
  readonly optional: boolean;
  /** The type itself allows undefined beside being optional (`a?: T | undefined`, `a: T | undefined`). */
  readonly undefinable?: boolean;
}
/** Values of those members whose names are of a certain form; a member declared by name is not among them. */
export interface PatternNode {
  /** A template, a number or a mapped string. */
  readonly keys: SchemaNode;
  readonly values: SchemaNode;
}
/** Closed unless `additional` (an index signature's value type) is set. */
export interface ObjectNode extends Notes {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
  readonly patterns?: readonly PatternNode[];
  readonly additional?: SchemaNode;
}
/** Record<string, V> and lone index signatures; `keys` is set for keys of a certain form. */
export interface RecordNode extends Notes {
  readonly kind: 'record';
  readonly keys?: SchemaNode;
  readonly values: SchemaNode;
  /** A value may be undefined, as in Record<string, T | undefined>. */
  readonly undefinable?: boolean;
}
/** `discriminator`: the property whose literal tells the object branches apart. */
export interface UnionNode extends Notes {
  readonly kind: 'union';
  readonly options: readonly SchemaNode[];
  readonly discriminator?: string;
  /** In results: undefined is among the values of a list's item, and is published as null. */
  readonly undefinable?: boolean;
}
/** Points into the tool's `definitions`; only for true recursion. */
export interface RefNode extends Notes {
  readonly kind: 'ref';
  readonly name: string;
}
/** any, unknown; `object` and `{}` are `objectOnly`. */
export interface UnknownNode extends Notes {
  readonly kind: 'unknown';
  readonly objectOnly?: boolean;
}
/** Values JSON cannot hold: `codec` says how they travel (introspection table, in and out). */
export interface CodecNode extends Notes {
  readonly kind: 'codec';
  readonly codec: Codec;
  /** The only ones allowed, in decimal digits: a union of bigint literals. */
  readonly literals?: readonly string[];
  /** What the bytes are, from `@mime`. */
  readonly mimeType?: string;
}
/** Map<string, V> travels as an object, any other Map as an array of pairs. */
export interface MapNode extends Notes {
  readonly kind: 'map';
  readonly keys: SchemaNode;
  readonly values: SchemaNode;
}
export interface SetNode extends Notes {
  readonly kind: 'set';
  /** Absent where it can hold nothing: `Set<never>`. */
  readonly items?: SchemaNode;
}
/**
 * A type that zod cannot infer from what it checks, such as a brand or `Uppercase<string>`: JSON is that of
 * `base`, the value has the compiler's own type. Only in inputs.
 */
export interface TypedNode extends Notes {
  readonly kind: 'typed';
  readonly base: SchemaNode;
  readonly type: TypeName | 'unnamed';
}

/**
 * An instance of a class: JSON is that of `json`. Inputs are made by `from`, a static method of an exported
 * class (`Point.fromJSON`); results are asked for their `toJSON()`.
 */
export interface InstanceNode extends Notes {
  readonly kind: 'instance';
  readonly json: SchemaNode;
  readonly from?: { readonly type: string; readonly method: string };
}

export type SchemaNode =
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | EnumNode
  | TemplateNode
  | ArrayNode
  | TupleNode
  | ObjectNode
  | RecordNode
  | UnionNode
  | RefNode
  | UnknownNode
  | CodecNode
  | MapNode
  | SetNode
  | TypedNode
  | InstanceNode;

export type Definitions = { readonly [name: string]: SchemaNode };

/** The node with the compiler's own type; its words stand where those of every node do. */
export function typed(base: SchemaNode, type: TypedNode['type']): SchemaNode {
  const { description } = base;
  return { kind: 'typed', base, type, ...(description === undefined ? {} : { description }) };
}

type Cases<R> = {
  readonly [K in SchemaNode['kind']]: (node: Extract<SchemaNode, { kind: K }>) => R;
};

/**
 * The one way to look at a node: a case per kind, so that a new kind is a compile error at every use.
 * Recursion is the caller's, who knows what travels down (a path, a mode, a depth).
 */
export function fold<R>(node: SchemaNode, cases: Cases<R>): R {
  switch (node.kind) {
    case 'string':
      return cases.string(node);
    case 'number':
      return cases.number(node);
    case 'boolean':
      return cases.boolean(node);
    case 'null':
      return cases.null(node);
    case 'enum':
      return cases.enum(node);
    case 'template':
      return cases.template(node);
    case 'array':
      return cases.array(node);
    case 'tuple':
      return cases.tuple(node);
    case 'object':
      return cases.object(node);
    case 'record':
      return cases.record(node);
    case 'union':
      return cases.union(node);
    case 'ref':
      return cases.ref(node);
    case 'unknown':
      return cases.unknown(node);
    case 'codec':
      return cases.codec(node);
    case 'map':
      return cases.map(node);
    case 'set':
      return cases.set(node);
    case 'typed':
      return cases.typed(node);
    case 'instance':
      return cases.instance(node);
  }
}
