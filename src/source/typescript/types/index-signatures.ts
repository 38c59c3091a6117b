// Index signatures: what members without a declared name may be called and hold.
import { ts } from 'ts-morph';
import type { PatternNode, SchemaNode } from '../../../model/schema.js';
import { argument, argumentNode } from './argument.js';
import { toSchema } from './schema.js';
import { allowsUndefined, withoutUndefined } from './undefined.js';
import { type Refusal, UNKNOWN, type Walk } from './walk.js';

/** The index signatures of a type. */
export interface Indexed {
  /** Values of any name. */
  readonly additional?: SchemaNode;
  /** Values of names of a certain form. */
  readonly patterns: readonly PatternNode[];
  /** A value may be undefined. */
  readonly undefinable: boolean;
  /** No name may be taken, as in `Record<string, never>`. */
  readonly none: boolean;
}

/** Reads them; symbols are no keys of JSON, and what has no value is no member. */
export function indexed(
  walk: Walk,
  infos: readonly ts.IndexInfo[],
  written: ts.TypeNode | undefined,
): Indexed | Refusal {
  const declared = infos.filter(({ keyType }) => !(keyType.flags & ts.TypeFlags.ESSymbolLike));
  const named = declared.filter(({ type }) => !(type.flags & ts.TypeFlags.Never));
  const node = argumentNode(written, ['Record'], 1);
  let found: Indexed = {
    patterns: [],
    undefinable: named.some(({ type }) => allowsUndefined(type)),
    none: declared.length > 0 && named.length === 0,
  };
  for (const info of named) {
    const outcome = argument(walk, withoutUndefined(walk, info.type), node ?? valueNode(info));
    if (outcome.kind === 'refused' && walk.direction === 'in') return outcome;
    const values = outcome.kind === 'refused' ? UNKNOWN : outcome;
    const keys = keysOf(walk, info.keyType);
    found =
      keys === undefined
        ? { ...found, additional: values }
        : { ...found, patterns: [...found.patterns, { keys, values }] };
  }
  return found;
}

function valueNode({ declaration }: ts.IndexInfo): ts.TypeNode | undefined {
  return declaration !== undefined && ts.isIndexSignatureDeclaration(declaration)
    ? declaration.type
    : undefined;
}

/** The form of the keys; undefined when any text is one. */
function keysOf(walk: Walk, type: ts.Type): SchemaNode | undefined {
  const outcome = toSchema(walk, type);
  const keys = outcome.kind === 'typed' ? outcome.base : outcome;
  if (keys.kind === 'string') return keys.pattern === undefined ? undefined : keys;
  return keys.kind === 'template' || keys.kind === 'number' ? keys : undefined;
}
