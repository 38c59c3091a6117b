// Type arguments: what stands in `Map<K, V>`, `Array<T>`, `Record<K, V>`, with the words of its aliases.
import { ts } from 'ts-morph';
import type { SchemaNode } from '../../../model/schema.js';
import { annotate } from '../docs/notes.js';
import { toSchema } from './schema.js';
import { allowsUndefined } from './undefined.js';
import type { Outcome, Walk } from './walk.js';

/** A type argument's node with what the aliases it is written with say. */
export function argument(walk: Walk, type: ts.Type, written: ts.TypeNode | undefined): Outcome {
  const outcome = toSchema(walk, type, written);
  if (outcome.kind === 'refused') return outcome;
  const node = annotate(walk.reading.checker, outcome, written, undefined);
  return walk.direction === 'out' && allowsUndefined(type) ? orNothing(node) : node;
}

/** JSON has no undefined, and a list no gaps: null stands there. */
function orNothing(node: SchemaNode): SchemaNode {
  if (node.kind === 'unknown') return node;
  const options = node.kind === 'union' ? node.options : [node];
  const others = options.filter(({ kind }) => kind !== 'null');
  const tag = node.kind === 'union' ? node.discriminator : undefined;
  return {
    kind: 'union',
    options: [...others, { kind: 'null' }],
    undefinable: true,
    ...(tag === undefined ? {} : { discriminator: tag }),
  };
}

/** How an argument is written, where the written type is one of these names itself and no alias of it. */
export function argumentNode(
  node: ts.TypeNode | undefined,
  names: readonly string[],
  index: number,
): ts.TypeNode | undefined {
  if (node === undefined) return undefined;
  if (ts.isParenthesizedTypeNode(node)) return argumentNode(node.type, names, index);
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  return names.includes(node.typeName.text) ? node.typeArguments?.[index] : undefined;
}
