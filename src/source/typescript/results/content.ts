// Results typed as MCP content blocks, or as a whole tool result: passed through.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';

/** The members that each kind of block must have, and may have. */
const BLOCKS: { readonly [type: string]: readonly (readonly string[])[] } = {
  text: [['text'], []],
  image: [['data', 'mimeType'], []],
  audio: [['data', 'mimeType'], []],
  resource: [['resource'], []],
  resource_link: [
    ['uri', 'name'],
    ['title', 'description', 'mimeType', 'size', 'icons'],
  ],
};
const ALWAYS = ['type', 'annotations', '_meta'];
const RESULT = new Set(['content', 'structuredContent', 'isError', '_meta']);

/** One block, an array of them, or `{ content: … }`, whatever the types are called. */
export function isContent(reading: Reading, type: ts.Type): boolean {
  const { checker } = reading;
  if (isBlocks(checker, type)) return true;
  const content = checker.getPropertyOfType(type, 'content');
  if (content === undefined || !(type.flags & ts.TypeFlags.Object)) return false;
  const known = checker.getPropertiesOfType(type).every(({ name }) => RESULT.has(name));
  const blocks = checker.getTypeOfSymbol(content);
  return known && isList(checker, blocks) && isBlocks(checker, blocks);
}

function isBlocks(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (isList(checker, type)) {
    const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return item !== undefined && isBlock(checker, item);
  }
  return isBlock(checker, type);
}

function isList(checker: ts.TypeChecker, type: ts.Type): boolean {
  return checker.isArrayType(type) || checker.isTupleType(type);
}

function isBlock(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every((member) => isBlock(checker, member));
  const tag = checker.getPropertyOfType(type, 'type');
  const literal = tag && checker.getTypeOfSymbol(tag);
  const kind = literal?.isStringLiteral() ? literal.value : '';
  const [required, optional] = Object.hasOwn(BLOCKS, kind) ? (BLOCKS[kind] ?? []) : [];
  if (required === undefined || optional === undefined) return false;
  const names = checker.getPropertiesOfType(type).map(({ name }) => name);
  const known = [...ALWAYS, ...required, ...optional];
  return (
    required.every((name) => names.includes(name)) && names.every((name) => known.includes(name))
  );
}
