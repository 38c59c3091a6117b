// Instances of classes: what makes them of JSON, and what they are in JSON.
import { ts } from 'ts-morph';
import { docOf, tagOf } from '../docs/doc.js';
import { isPrivate } from '../symbols.js';
import { toSchema } from './schema.js';
import { type Outcome, refuse, UNKNOWN, type Walk } from './walk.js';

/** An instance's node; undefined when its public members are all that there is to it. */
export function instanceOf(
  walk: Walk,
  type: ts.Type,
  symbols: readonly ts.Symbol[],
): Outcome | undefined {
  if (walk.direction === 'out') {
    const method = symbols.find(({ name }) => name === 'toJSON');
    if (method !== undefined) return saysItself(walk, method);
    return isForeign(walk, type, symbols) ? UNKNOWN : undefined;
  }
  if (type.symbol === undefined || !(type.symbol.flags & ts.SymbolFlags.Class)) return undefined;
  return madeBy(walk, type) ?? (isData(symbols) ? undefined : unmakeable(walk, type));
}

/** An interface with methods that a package declares: how its instances are written as JSON is not told. */
function isForeign({ reading }: Walk, type: ts.Type, symbols: readonly ts.Symbol[]): boolean {
  const isInterface = ((type.symbol?.flags ?? 0) & ts.SymbolFlags.Interface) !== 0;
  const isPackage = reading.ref.packageName !== undefined;
  return isPackage && isInterface && symbols.some(({ flags }) => flags & ts.SymbolFlags.Method);
}

/** What `toJSON()` returns stands for the instance. */
function saysItself(walk: Walk, method: ts.Symbol): Outcome {
  const { checker } = walk.reading;
  const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
  if (signature === undefined) return UNKNOWN;
  const json = toSchema(walk, checker.getReturnTypeOfSignature(signature));
  return json.kind === 'refused' || json.kind === 'unknown' ? UNKNOWN : { kind: 'instance', json };
}

/** `static fromJSON(json: X): Point`, or the static method that `@mcpFrom` names. */
function madeBy(walk: Walk, type: ts.Type): Outcome | undefined {
  const { checker, exported } = walk.reading;
  const { symbol } = type;
  const named = tagOf(docOf(symbol.declarations ?? []), 'mcpFrom');
  const method = named ?? 'fromJSON';
  const statics = checker.getPropertyOfType(checker.getTypeOfSymbol(symbol), method);
  const signature = statics && makerOf(walk, type, statics);
  const name = exported.get(symbol);
  if (signature === undefined || name === undefined) {
    return named === undefined && signature === undefined ? undefined : unmakeable(walk, type);
  }
  const [parameter] = signature.parameters;
  if (parameter === undefined) return undefined;
  const node = parameter.valueDeclaration;
  const written = node !== undefined && ts.isParameter(node) ? node.type : undefined;
  const json = toSchema(walk, checker.getTypeOfSymbol(parameter), written);
  if (json.kind === 'refused') return json;
  return { kind: 'instance', json, from: { type: name, method } };
}

/** The signature of a public static method that makes an instance of one value. */
function makerOf({ reading }: Walk, type: ts.Type, method: ts.Symbol): ts.Signature | undefined {
  if (isPrivate(method)) return undefined;
  const { checker } = reading;
  return checker
    .getTypeOfSymbol(method)
    .getCallSignatures()
    .find(
      (signature) =>
        signature.parameters.length === 1 &&
        checker.isTypeAssignableTo(checker.getReturnTypeOfSignature(signature), type),
    );
}

/** Public properties only. */
function isData(symbols: readonly ts.Symbol[]): boolean {
  const behaviour = ts.SymbolFlags.Method | ts.SymbolFlags.Accessor;
  return symbols.every((symbol) => !isPrivate(symbol) && !(symbol.flags & behaviour));
}

function unmakeable({ subject, reading }: Walk, { symbol }: ts.Type): Outcome {
  const named = tagOf(docOf(symbol.declarations ?? []), 'mcpFrom') ?? 'fromJSON';
  const way = reading.exported.has(symbol)
    ? `give it a method static ${named}(json: …): ${symbol.name}`
    : `export the class and give it a method static ${named}(json: …): ${symbol.name}`;
  return refuse(
    `${subject} is an instance of the class ${symbol.name}`,
    `${way}, or export a wrapper that takes plain data`,
  );
}
