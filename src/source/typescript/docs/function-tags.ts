// The tags of a function that are not followed as they are written: bad values, contradictions, names of nothing.
import { ts } from 'ts-morph';
import type { Candidate } from '../exports/exports.js';
import type { Finding, Reading } from '../reading.js';
import { type Doc, type DocTag, milliseconds, tagOf } from './doc.js';
import { invalid } from './misfit.js';

/** Of two that contradict each other the careful one is believed. */
const OVERRULES: readonly (readonly [string, readonly string[]])[] = [
  ['destructive', ['readOnly', 'query']],
  ['openWorld', ['closedWorld']],
  ['sync', ['job', 'longRunning']],
];

interface Wrong {
  readonly tag: DocTag;
  readonly why: string;
}

/** A warning for each, where it can be mended. */
export function wrongTags(reading: Reading, candidate: Candidate, doc: Doc): Finding[] {
  if (candidate.node.getSourceFile().isDeclarationFile) return [];
  const wrong = [...badValues(doc), ...contradicted(doc), ...strangers(reading, candidate, doc)];
  return wrong.map(({ tag, why }) => invalid('tag', written(tag), candidate.export, why));
}

/** As it stands in the comment, of a long text the first line. */
export function written({ name, text }: DocTag): string {
  return `@${name} ${text.split('\n', 1)[0]}`.trim();
}

/** The comment without the tags that others of its own contradict. */
export function consistentDoc(doc: Doc): Doc {
  const out = new Set(contradicted(doc).map(({ tag }) => tag));
  return out.size === 0 ? doc : { ...doc, tags: doc.tags.filter((tag) => !out.has(tag)) };
}

/** What `@tool` calls it, where that is one word. */
export function givenName(doc: Doc): string | undefined {
  const [line = ''] = (tagOf(doc, 'tool', 'mcp') ?? '').split('\n', 1);
  return line === '' || isSentence(line) ? undefined : line;
}

function isSentence(line: string): boolean {
  return /\s/.test(line.trim());
}

function badValues({ tags }: Doc): Wrong[] {
  return tags.flatMap((tag): Wrong[] => {
    const [line = ''] = tag.text.split('\n', 1);
    if (tag.name === 'timeout' && milliseconds(tag.text) === undefined)
      return [{ tag, why: 'must be a time such as 500ms, 30s or 2m' }];
    return (tag.name === 'tool' || tag.name === 'mcp') && isSentence(line)
      ? [{ tag, why: 'must be one word, the name of the tool' }]
      : [];
  });
}

function contradicted(doc: Doc): Wrong[] {
  return OVERRULES.flatMap(([first, others]) =>
    tagOf(doc, first) === undefined
      ? []
      : doc.tags
          .filter(({ name }) => others.includes(name))
          .map((tag) => ({ tag, why: `contradicts @${first}` })),
  );
}

/** `@param` of a name that no signature has, or of a member that its parameter has not. */
function strangers({ checker }: Reading, { type, node, tool }: Candidate, { tags }: Doc): Wrong[] {
  const parameters = type.getCallSignatures().flatMap((signature) => signature.parameters);
  if (tool !== undefined || parameters.some(isNameless)) return [];
  return tags.flatMap((tag): Wrong[] => {
    const [first = '', ...members] = tag.text.split('.');
    if (!PARAM.has(tag.name) || first === 'this') return [];
    const named = parameters.filter(({ name }) => name === first);
    if (named.length === 0) return [{ tag, why: 'names no parameter' }];
    const types = named.map((symbol) => checker.getTypeOfSymbolAtLocation(symbol, node));
    return types.some((each) => hasMember(checker, each, members))
      ? []
      : [{ tag, why: `names no member of ${first}` }];
  });
}

/** Whether a value of the type, or of its items, may have such a member. */
function hasMember(
  checker: ts.TypeChecker,
  type: ts.Type,
  [name, ...inner]: readonly string[],
): boolean {
  if (name === undefined) return true;
  const plain = checker.getApparentType(checker.getNonNullableType(type));
  if (plain.flags & OPEN) return true;
  if (plain.isUnion()) return plain.types.some((one) => hasMember(checker, one, [name, ...inner]));
  const item = checker.isArrayLikeType(plain) ? plain.getNumberIndexType() : undefined;
  if (item !== undefined) return hasMember(checker, item, [name, ...inner]);
  const property = checker.getPropertyOfType(plain, name);
  const found = property ? checker.getTypeOfSymbol(property) : plain.getStringIndexType();
  return found !== undefined && hasMember(checker, found, inner);
}

const OPEN = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive;

const PARAM = new Set(['param', 'arg', 'argument']);

/** A pattern or a list of arguments goes by what its comment calls it. */
function isNameless({ valueDeclaration: node }: ts.Symbol): boolean {
  if (node === undefined || !ts.isParameter(node)) return true;
  return !ts.isIdentifier(node.name) || node.dotDotDotToken !== undefined;
}
