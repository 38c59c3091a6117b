// One parameter: its property, its schema, its role in the call.
import { ts } from 'ts-morph';
import type { ParamModel } from '../../model/module.js';
import type { SchemaNode } from '../../model/schema.js';
import { builtinName, isReference } from './builtins.js';
import { type Doc, docOf } from './doc.js';
import { withInitialiser } from './initialiser.js';
import { annotate } from './notes.js';
import { allowsUndefined, isTuple, withoutUndefined } from './object.js';
import type { Reading } from './reading.js';
import { type Outcome, PLAIN_DATA, type Refusal, refuse, toSchema, type Walk } from './schema.js';

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

/** A parameter as the tool has it; `schema` is absent when it is injected or left out. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly name: string;
  readonly role: ParamModel['role'];
  readonly optional: boolean;
  readonly undefinable?: boolean;
  readonly schema?: SchemaNode;
  /** Only the caller knows its type. */
  readonly degraded: boolean;
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
    const optional = rest || isOptional(checker, symbol, node);
    const name = readableName(symbol, node, index, doc, taken);
    const declared = { name, type, optional, rest, last, node, place: declaration ?? place };
    return rest && checker.isTupleType(type)
      ? tupleParameters(checker, declared, doc)
      : [{ ...declared, doc: paramDoc(name, node, doc) }];
  });
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

/** The parameter as the tool has it, or why the tool cannot be. */
export function parameterOf(walk: Walk, declared: Declared): Parameter | Refusal {
  const { name, optional, rest } = declared;
  const injected = injectedRole(walk.reading, declared);
  if (injected !== undefined)
    return { kind: 'parameter', name, role: injected, optional, degraded: false };
  const inner: Walk = { ...walk, subject: `the parameter ${name}`, node: declared.place };
  const before = walk.state.degraded;
  walk.state.degraded = false;
  const outcome = valueSchema(inner, declared);
  const degraded = walk.state.degraded && outcome.kind === 'unknown';
  walk.state.degraded = before;
  if (outcome.kind !== 'refused') {
    const undefinable = !optional && allowsUndefined(declared.type);
    const role = rest ? 'rest' : 'value';
    const extra = undefinable ? { undefinable } : {};
    return { kind: 'parameter', name, role, optional, schema: outcome, degraded, ...extra };
  }
  if (!optional || rest || outcome.unresolved) return outcome;
  const message = `${inner.subject} is left out: ${outcome.reason}`;
  walk.findings.push({ code: 'param.omitted', severity: 'note', message, node: declared.place });
  return { kind: 'parameter', name, role: 'omitted', optional, degraded: false };
}

function valueSchema(walk: Walk, declared: Declared): Outcome {
  const { type, node, rest, perItem, doc } = declared;
  const { checker } = walk.reading;
  if (rest && isAnyList(walk, type) && doc.summary === '') {
    return refuse(`${walk.subject} takes anything, any number of times`, 'type its items');
  }
  const outcome = toSchema(walk, withoutUndefined(walk, type), node?.type);
  if (outcome.kind === 'refused') return outcome;
  if (perItem) return { kind: 'array', items: outcome, default: [] };
  if (rest && outcome.kind !== 'array')
    return refuse(`${walk.subject} is a rest parameter that is no array`, PLAIN_DATA);
  const described = nestedDocs(annotate(checker, outcome, node?.type, doc), doc);
  return rest ? { ...described, default: [] } : withInitialiser(checker, described, node);
}

function isAnyList({ reading }: Walk, type: ts.Type): boolean {
  const item = reading.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return item !== undefined && (item.flags & ts.TypeFlags.Any) !== 0;
}

/** `@param opts.limit text` describes a member that has no comment of its own. */
function nestedDocs(node: SchemaNode, doc: Doc): SchemaNode {
  if (node.kind !== 'object' || doc.params.size === 0) return node;
  const properties = node.properties.map((property) => {
    const text = doc.params.get(property.name);
    return text === undefined || property.schema.description !== undefined
      ? property
      : { ...property, schema: { ...property.schema, description: text } };
  });
  return { ...node, properties };
}

/** What the server passes by itself: cancellation, progress, its own context. */
function injectedRole(
  reading: Reading,
  declared: Declared,
): 'ctx' | 'signal' | 'progress' | undefined {
  const { name, last, node } = declared;
  const type = reading.checker.getNonNullableType(declared.type);
  if (builtinName(reading, type) === 'AbortSignal') return 'signal';
  const callable = type.getCallSignatures().length > 0;
  if (callable && (name === 'onProgress' || name === 'progress')) return 'progress';
  if (!last) return undefined;
  const typeName = (type.aliasSymbol ?? type.symbol)?.name;
  if (typeName === 'ToolContext') return 'ctx';
  const place = node ?? declared.place;
  const isContext = name === 'ctx' && hasCallableMember(reading, type, place);
  return isContext ? 'ctx' : undefined;
}

function hasCallableMember({ checker }: Reading, type: ts.Type, place: ts.Node): boolean {
  return checker.getPropertiesOfType(type).some((symbol) => {
    const member = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, place));
    return member.getCallSignatures().length > 0;
  });
}
