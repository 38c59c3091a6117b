// Parameters as a signature declares them: names, rest, what is optional, their words.
import { ts } from 'ts-morph';
import { type Doc, docOf } from '../docs/doc.js';
import type { Reading } from '../reading.js';
import { isReference } from '../types/builtins.js';
import { isTuple } from '../types/list.js';

/** A parameter as the signature has it. */
export interface Declared {
  readonly name: string;
  readonly type: ts.Type;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly last: boolean;
  /** The type is that of one item: the rest of a tuple. */
  readonly perItem?: true;
  readonly node: ts.ParameterDeclaration | undefined;
  readonly place: ts.Node;
  readonly doc: Doc;
}

/** The parameters of a signature, tuples in rest position spread out. */
export function parametersOf(
  reading: Reading,
  signature: ts.Signature,
  place: ts.Node,
  doc: Doc,
): Declared[] {
  const { checker } = reading;
  const symbols = signature.parameters.filter(({ name }) => name !== 'this');
  const taken = new Set(symbols.map(({ name }) => name));
  return symbols.flatMap((symbol, index): Declared[] => {
    const declaration = symbol.valueDeclaration;
    const node = declaration !== undefined && ts.isParameter(declaration) ? declaration : undefined;
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration ?? place);
    const last = index === symbols.length - 1;
    const rest = isRest(checker, symbol, node, type, last);
    if (rest && isEmptyRest(checker, type)) return [];
    const optional = rest || isOptional(checker, symbol, node);
    const name = readableName(symbol, node, index, doc, taken);
    const declared = { name, type, optional, rest, last, node, place: declaration ?? place };
    return rest && checker.isTupleType(type)
      ? tupleParameters(checker, declared, doc)
      : [{ ...declared, doc: paramDoc(name, node, doc) }];
  });
}

/** `...none: never[]` takes nothing. */
function isEmptyRest(checker: ts.TypeChecker, type: ts.Type): boolean {
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return checker.isArrayType(type) && ((item?.flags ?? 0) & ts.TypeFlags.Never) !== 0;
}

/** `...args: [id: string, count?: number]` is two parameters. */
function tupleParameters(
  checker: ts.TypeChecker,
  declared: Omit<Declared, 'doc'>,
  doc: Doc,
): Declared[] {
  const { type, name } = declared;
  if (!isReference(type) || !isTuple(type.target)) return [];
  const { elementFlags, labeledElementDeclarations: labels } = type.target;
  return checker.getTypeArguments(type).map((member, index): Declared => {
    const label = labels?.[index]?.name;
    const own = label !== undefined && ts.isIdentifier(label) ? label.text : `${name}_${index}`;
    const flag = elementFlags[index] ?? ts.ElementFlags.Required;
    const rest = (flag & ts.ElementFlags.Variable) !== 0;
    return {
      ...declared,
      name: own,
      type: member,
      optional: flag !== ts.ElementFlags.Required,
      rest,
      ...(rest ? { perItem: true } : {}),
      node: undefined,
      doc: paramDoc(own, undefined, doc),
    };
  });
}

function isRest(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  node: ts.ParameterDeclaration | undefined,
  type: ts.Type,
  last: boolean,
): boolean {
  if (node !== undefined) {
    if (node.dotDotDotToken !== undefined) return true;
    const jsdoc = ts.getJSDocParameterTags(node).some((tag) => isVariadic(tag));
    return last && jsdoc && checker.isArrayLikeType(type);
  }
  return 'links' in symbol && last && checker.isArrayType(type) && symbol.name === 'args';
}

function isVariadic(tag: ts.JSDocParameterTag): boolean {
  return tag.typeExpression?.type.kind === ts.SyntaxKind.JSDocVariadicType;
}

function isOptional(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  node: ts.ParameterDeclaration | undefined,
): boolean {
  if (node === undefined) return (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  return node.initializer !== undefined || checker.isOptionalParameter(node);
}

/** A destructured parameter has lost its name: the doc comment knows it, else it is `options`. */
function readableName(
  symbol: ts.Symbol,
  node: ts.ParameterDeclaration | undefined,
  index: number,
  doc: Doc,
  taken: Set<string>,
): string {
  if (node === undefined || ts.isIdentifier(node.name)) return symbol.name;
  const documented = [...doc.params.keys()].filter((name) => !name.includes('.'))[index];
  const base = documented ?? (index === 0 ? 'input' : 'options');
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  taken.add(name);
  return name;
}

/** A parameter's words: its own comment, else its `@param`. */
function paramDoc(name: string, node: ts.ParameterDeclaration | undefined, doc: Doc): Doc {
  const own = node === undefined ? undefined : docOf([node]);
  const prefix = `${name}.`;
  const nested = [...doc.params].filter(([key]) => key.startsWith(prefix));
  return {
    summary: own?.summary || (doc.params.get(name) ?? ''),
    tags: own?.tags ?? [],
    params: new Map(nested.map(([key, text]) => [key.slice(prefix.length), text])),
  };
}
