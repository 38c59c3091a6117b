// Doc tags as schema keywords: on parameters, properties and aliases that name a primitive.
import { ts } from 'ts-morph';
import { codecRow } from '../../../model/codecs.js';
import { fits } from '../../../model/fits.js';
import type { CodecNode, Json, Notes, SchemaNode } from '../../../model/schema.js';
import { type Doc, docOf, tagOf } from './doc.js';
import { written } from './function-tags.js';
import { idleTags, numbersFor } from './keywords.js';

/** The node with the words and constraints of its type's aliases and of the place where it stands. */
export function annotate(
  checker: ts.TypeChecker,
  node: SchemaNode,
  type: ts.TypeNode | undefined,
  doc: Doc | undefined,
  misfit: Misfit = () => {},
): SchemaNode {
  const aliased = aliasesOf(checker, type).reduceRight(
    (inner, alias) =>
      told(inner, docOf([alias]), alias.getSourceFile().isDeclarationFile ? undefined : misfit),
    node,
  );
  if (doc === undefined) return aliased;
  const constrained = told(aliased, doc, misfit);
  return { ...constrained, ...notes(doc, constrained, misfit) };
}

/** Constrained, and told of the tags that constrain nothing. */
function told(node: SchemaNode, doc: Doc, misfit: Misfit = () => {}): SchemaNode {
  for (const { tag, why } of idleTags(node, doc)) misfit('tag', written(tag), why);
  return constrain(node, doc);
}

/**
 * Told of a default or an example that its own type does not take, a pattern that is none, or a
 * tag that says nothing (`why` goes on from its name): it is left out.
 */
export type Misfit = (what: What, value: Json, why?: string) => void;
export type What = 'default' | 'example' | 'pattern' | 'tag';

function notes(doc: Doc, node: SchemaNode, misfit: Misfit): Notes {
  const description = doc.summary === '' ? node.description : doc.summary;
  const title = tagOf(doc, 'title');
  const fallback = tagOf(doc, 'default', 'defaultValue');
  const initial = fallback === undefined ? undefined : jsonOf(fallback);
  const given = doc.tags
    .filter(({ name }) => name === 'example' || name === 'examples')
    .flatMap(({ text }) => jsonOf(text) ?? []);
  const examples = given.filter((value) => fits(node, value));
  const isDefault = initial !== undefined && fits(node, initial);
  if (initial !== undefined && !isDefault) misfit('default', initial);
  for (const value of given) if (!examples.includes(value)) misfit('example', value);
  const pattern = tagOf(doc, 'pattern');
  if (pattern !== undefined && !isPattern(pattern)) misfit('pattern', pattern);
  return {
    ...(description === undefined ? {} : { description }),
    ...(title === undefined ? {} : { title }),
    ...(tagOf(doc, 'deprecated') === undefined ? {} : { deprecated: true }),
    ...(isDefault ? { default: initial } : {}),
    ...(examples.length === 0 ? {} : { examples }),
  };
}

/** The aliases a type node goes through, from the place of use inwards. */
function aliasesOf(
  checker: ts.TypeChecker,
  node: ts.TypeNode | undefined,
): ts.TypeAliasDeclaration[] {
  const alias = aliasOf(checker, node);
  if (alias === undefined) return [];
  return [alias, ...aliasesOf(checker, alias.type)];
}

/** The alias declaration that a type node names, `null` and `undefined` beside it left aside. */
export function aliasOf(
  checker: ts.TypeChecker,
  node: ts.TypeNode | undefined,
): ts.TypeAliasDeclaration | undefined {
  const named = node && soleMember(node);
  if (named === undefined || !ts.isTypeReferenceNode(named)) return undefined;
  const symbol = checker.getSymbolAtLocation(named.typeName);
  if (symbol === undefined) return undefined;
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.declarations?.find(ts.isTypeAliasDeclaration);
}

/** What a type node names, `null` and `undefined` beside it left aside; undefined where that is not one. */
export function soleMember(node: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(node)) return soleMember(node.type);
  if (!ts.isUnionTypeNode(node)) return node;
  const members = node.types.filter((member) => !isNullish(member));
  return members.length === 1 && members[0] !== undefined ? soleMember(members[0]) : undefined;
}

function isNullish(node: ts.TypeNode): boolean {
  return (
    node.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword)
  );
}

/** The node with the keywords that a comment's tags give it. */
export function constrain(node: SchemaNode, doc: Doc): SchemaNode {
  if (node.kind === 'typed') return { ...node, base: constrain(node.base, doc) };
  if (node.kind === 'union') {
    const options = node.options.map((option) => constrain(option, doc));
    return { ...node, options };
  }
  if (node.kind === 'number') return { ...node, ...numbersFor(node, doc), ...integer(doc) };
  if (node.kind === 'string') return { ...node, ...numbersFor(node, doc), ...texts(doc) };
  if (node.kind === 'codec') return { ...node, ...media(node, doc) };
  if (node.kind !== 'array') return node;
  const unique = tagOf(doc, 'uniqueItems') === undefined ? {} : { uniqueItems: true };
  return { ...node, ...numbersFor(node, doc), ...unique };
}

/** What base64 holds. */
function media({ codec }: CodecNode, doc: Doc): { mimeType?: string } {
  const mimeType = tagOf(doc, 'mime');
  return codecRow(codec).bytes && mimeType !== undefined && mimeType !== '' ? { mimeType } : {};
}

function integer(doc: Doc): { integer?: true } {
  const typed = tagOf(doc, 'type')?.replace(/[{}\s]/g, '') === 'integer';
  return typed || tagOf(doc, 'integer', 'int') !== undefined || tagOf(doc, 'multipleOf') === '1'
    ? { integer: true }
    : {};
}

function texts(doc: Doc): { pattern?: string; format?: string } {
  const pattern = tagOf(doc, 'pattern');
  const format = tagOf(doc, 'format');
  return {
    ...(pattern !== undefined && isPattern(pattern) ? { pattern } : {}),
    ...(format !== undefined && /^[a-z][a-z0-9-]*$/.test(format) ? { format } : {}),
  };
}

/** Whether a pattern compiles as JSON Schema reads it. */
export function isPattern(text: string): boolean {
  try {
    return text !== '' && new RegExp(text, 'u') !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** A tag's value: JSON when it is JSON, else the text itself. */
function jsonOf(text: string): Json | undefined {
  const bare = text.replace(/^`(.*)`$/s, '$1').trim();
  if (bare === '' || bare.includes('\n')) return undefined;
  try {
    return JSON.parse(bare.replace(/^'([^'"\\]*)'$/, '"$1"'));
  } catch (error) {
    if (error instanceof SyntaxError) return bare;
    throw error;
  }
}
