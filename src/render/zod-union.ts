// Prints unions as zod source: told apart by a tag where there is one, by trying them where there is none.
import type { SchemaNode, UnionNode } from '../model/schema.js';
import { children, hasInheritedMember } from '../model/walk.js';
import { lit } from './helpers.js';
import { type Doc, list } from './layout.js';
import { tagGuard } from './reach.js';
import { optionPath, type TypePath } from './type-path.js';
import { type ZodScope, zodSource } from './zod.js';

/** A union; objects with a tag are told apart by it. */
export function unionSource(node: UnionNode, scope: ZodScope): Doc {
  const options = node.options.filter((option) => option.kind !== 'null');
  const orNull = node.undefinable ? '.nullish()' : '.nullable()';
  const suffix = options.length < node.options.length ? orNull : '';
  const several = options.length > 1;
  const [first, ...others] = options.map((option) =>
    zodSource(option, { ...scope, path: several ? wayInto(option, node, scope) : scope.path }),
  );
  if (first === undefined) return 'z.null()';
  if (others.length === 0) return [first, suffix];
  const tag = node.discriminator;
  if (tag !== undefined && options.every((option) => isTagged(option, tag, scope))) {
    return [list(`z.discriminatedUnion(${lit(tag)}, [`, [first, ...others], '])'), suffix];
  }
  const overlap = scope.mode === 'output' && options.filter(hasMembers).length > 1;
  return [list(overlap ? 'values.oneOf([' : 'z.union([', [first, ...others], '])'), suffix];
}

function wayInto(option: SchemaNode, node: UnionNode, scope: ZodScope): TypePath | undefined {
  const followed = option.kind === 'ref' ? scope.definition(option.name).node : option;
  return optionPath(scope.path, tagGuard(followed, node.discriminator));
}

/** Several such options need a choice: each one would drop what only another declares. */
function hasMembers(node: SchemaNode): boolean {
  return node.kind === 'object' || children(node).some(hasMembers);
}

/** Whether zod can read the tag's values off this option. */
function isTagged(option: SchemaNode, tag: string, scope: ZodScope): boolean {
  const node = option.kind === 'ref' ? scope.definition(option.name).node : option;
  if (node.kind !== 'object' || node.patterns !== undefined || hasInheritedMember(node))
    return false;
  const schema = node.properties.find(({ name, optional }) => name === tag && !optional)?.schema;
  return schema?.kind === 'enum' && schema.enumType === undefined;
}
