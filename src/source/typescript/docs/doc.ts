// Reads doc comments: summary, tags, parameters; never by pattern matching on source text.
import { ts } from 'ts-morph';
import { inlineComments } from './inline-doc.js';

export interface Doc {
  /** The first text, its links turned into words; empty when there is none. */
  readonly summary: string;
  readonly tags: readonly DocTag[];
  /** `@param` texts by name, nested ones as `opts.limit`, in order. */
  readonly params: ReadonlyMap<string, string>;
}

export interface DocTag {
  readonly name: string;
  readonly text: string;
}

/** The doc comment that belongs to these nodes; the first node that has one wins per part. */
export function docOf(nodes: readonly ts.Node[]): Doc {
  const all = nodes.map(commentsOf);
  const tags = [...new Set(all.flat())].flatMap((comment) => comment.tags ?? []);
  // Of several comments above one node, the nearest is its own.
  const texts = all.flatMap(
    (comments) => comments.map(({ comment }) => prose(comment)).findLast(Boolean) ?? [],
  );
  const listed = tags.map((tag) => ({ name: tag.tagName.text, text: tagText(tag) }));
  return {
    summary: texts[0] ?? listed.find(({ name }) => name === 'description')?.text ?? '',
    tags: listed,
    params: firstOf(tags.filter(ts.isJSDocParameterTag).flatMap(paramTexts)),
  };
}

function commentsOf(node: ts.Node): ts.JSDoc[] {
  const attached = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return attached.length > 0 ? attached : inlineComments(node);
}

function firstOf(texts: readonly (readonly [string, string])[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, text] of texts) if (text !== '' && !found.has(name)) found.set(name, text);
  return found;
}

export function tagOf(doc: Doc, ...names: string[]): string | undefined {
  return doc.tags.find(({ name }) => names.includes(name))?.text;
}

function paramTexts(tag: ts.JSDocParameterTag): [string, string][] {
  const own: [string, string] = [entityName(tag.name), prose(tag.comment).replace(/^-\s*/, '')];
  const literal = tag.typeExpression?.type;
  const nested =
    literal !== undefined && ts.isJSDocTypeLiteral(literal)
      ? (literal.jsDocPropertyTags ?? [])
      : [];
  return [own, ...nested.filter(ts.isJSDocParameterTag).flatMap(paramTexts)];
}

function entityName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;
}

const DATA = new Set(['default', 'defaultValue', 'example', 'examples', 'pattern']);

/** The name that `@param` is about; `@example 5` and the like keep their text; `@see {@link X}` its words. */
function tagText(tag: ts.JSDocTag): string {
  if (ts.isJSDocParameterTag(tag)) return entityName(tag.name);
  const text = DATA.has(tag.tagName.text) ? plain(tag.comment) : prose(tag.comment);
  // A type in braces belongs to the tag: `@throws {NotFound} when …`, `@type {integer}`.
  const type = ts.isJSDocThrowsTag(tag) || ts.isJSDocTypeTag(tag) ? tag.typeExpression : undefined;
  return [type?.type.getText() ?? '', text].filter((part) => part !== '').join(' ');
}

/** Words for a reader of the tool, to whom a note about work to be done says nothing. */
function prose(comment: ts.JSDocTag['comment']): string {
  const lines = plain(comment).split('\n');
  const kept = lines.filter(
    (line) => !/^\s*(?:[-*]\s+)?(?:TODO|FIXME|XXX)(?:\(.*?\))?:/.test(line),
  );
  return kept.length === lines.length
    ? lines.join('\n')
    : kept
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim();
}

/** A comment's words: links by their text, white space trimmed, line ends as LF. */
function plain(comment: ts.JSDocTag['comment']): string {
  if (comment === undefined) return '';
  const text =
    typeof comment === 'string' ? comment : comment.map((part) => linkText(part)).join('');
  return text.replaceAll('\r\n', '\n').trim();
}

function linkText(part: ts.JSDocComment): string {
  if (!isLink(part)) return part.text;
  const name = part.name === undefined ? '' : entityOrMember(part.name);
  const words = part.text.replace(/^\s*\|?\s*/, '').trim();
  if (part.text.startsWith('://'))
    return `${name}${part.text}`.replace(/^(\S+?)(?:\s*\|\s*|\s+)(.+)$/, '$2');
  return words === '' || words === '()' ? name : words;
}

function isLink(
  part: ts.JSDocComment,
): part is ts.JSDocLink | ts.JSDocLinkCode | ts.JSDocLinkPlain {
  return ts.isJSDocLink(part) || ts.isJSDocLinkCode(part) || ts.isJSDocLinkPlain(part);
}

function entityOrMember(name: ts.EntityName | ts.JSDocMemberName): string {
  return ts.isJSDocMemberName(name)
    ? `${entityOrMember(name.left)}.${name.right.text}`
    : entityName(name);
}

const HIDING = ['internal', 'private', 'hidden', 'ignore', 'mcpIgnore'];

/** The tag that keeps an export private, when there is one. */
export function hidingTag(doc: Doc): string | undefined {
  return doc.tags.find(({ name }) => HIDING.includes(name))?.name;
}

/** A tool's description: summary, first remark, warnings and errors, each once. */
export function describe(doc: Doc): string | undefined {
  const deprecated = tagOf(doc, 'deprecated');
  const remarks = tagOf(doc, 'remarks')?.split(/\n\s*\n/)[0];
  const maturity = ['alpha', 'beta', 'experimental'].find((name) => tagOf(doc, name) !== undefined);
  const parts = [
    deprecated === undefined ? '' : `Deprecated: ${deprecated || 'avoid it.'}`,
    doc.summary,
    remarks ?? '',
    maturity === undefined ? '' : `This is ${maturity}.`,
    ...doc.tags.filter(({ name }) => name === 'throws').map(({ text }) => throwsSentence(text)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

function throwsSentence(text: string): string {
  const words = text.replace(/^\{([^}]*)\}\s*/, '$1 ').trim();
  return words === '' ? '' : `Throws ${words}`;
}

/** `30s`, `500ms`, `2m` or plain milliseconds. */
export function milliseconds(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?\s*$/.exec(text);
  if (found === null) return undefined;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[found[2] ?? 'ms'] ?? 1;
  const value = Math.round(Number(found[1]) * unit);
  return value > 0 ? value : undefined;
}
