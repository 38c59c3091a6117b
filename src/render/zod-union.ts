// Prints unions as zod source: told apart by a tag where there is one, by trying them where there is none.
import { type Codec, codecRow } from '../model/codecs.js';
import type { SchemaNode, UnionNode } from '../model/schema.js';
import { children, hasInheritedMember } from '../model/walk.js';
import { lit } from './helpers.js';
import { type Doc, list } from './layout.js';
import { tagGuard } from './reach.js';
import { optionPath, type TypePath } from './type-path.js';
import { type ZodScope, zodSource } from './zod.js';

/** A union; objects with a tag are told apart by it. */
export function unionSource(node: UnionNode, scope: ZodScope): Doc {
  const present = node.options.filter((option) => option.kind !== 'null');
  const isTried = scope.mode === 'input' && node.discriminator === undefined;
  const options = isTried ? narrowestFirst(present) : present;
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

/** The first option that fits is taken: text that is a URL is a regular expression, too. */
function narrowestFirst(options: readonly SchemaNode[]): readonly SchemaNode[] {
  if (!options.some(hasCodec)) return options;
  return [...options].sort((a, b) => breadth(a) - breadth(b));
}

function hasCodec(node: SchemaNode): boolean {
  return node.kind === 'codec' || children(node).some(hasCodec);
}

/** Codecs of text, those that take less of it first. */
const TEXTS: readonly Codec[] = ['bigint', 'date', 'url'];
const BYTES = TEXTS.length + 1;
const ANY_TEXT: readonly Codec[] = ['regexp', 'urlsearchparams'];

/** How much of all text is taken for what a node holds; 0 is none of it, or some words. */
function breadth(node: SchemaNode): number {
  if (node.kind === 'template') return 0;
  if (node.kind === 'string' || node.kind === 'unknown') return BYTES + ANY_TEXT.length + 1;
  if (node.kind !== 'codec') return Math.max(0, ...children(node).map(breadth));
  if (codecRow(node.codec).bytes) return BYTES;
  if (ANY_TEXT.includes(node.codec)) return BYTES + 1 + ANY_TEXT.indexOf(node.codec);
  return 1 + TEXTS.indexOf(node.codec);
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
