// Which of the module's own schemas judges a function's arguments: by reference, by name, or by its tag.
import { ts } from 'ts-morph';
import type { OwnSchema } from '../../../model/module.js';
import { aliasOf, soleMember } from '../docs/notes.js';
import { type Reading, resolved } from '../reading.js';
import type { Declared } from '../signature/declared.js';
import { exportedName, propertyType, type SchemaTypes, schemaTypes } from './own-schema.js';

/** A schema that stands for a parameter, or for all of them. */
interface Pairing {
  readonly symbol: ts.Symbol;
  readonly types: SchemaTypes;
  /** Under which the entry exports it, if it does. */
  readonly name?: string;
  readonly use: Exclude<OwnSchema['use'], 'of'>;
}

export interface Exported extends Pairing {
  readonly name: string;
}

/** The schema that a parameter's written type is inferred from: `z.infer<typeof S>`, also by an alias. */
export function referencedSchema(reading: Reading, declared: Declared): Pairing | undefined {
  const { checker } = reading;
  const node = inferenceOf(checker, declared.node?.type);
  const schema = node && schemaBehind(reading, node);
  if (node === undefined || schema === undefined) return undefined;
  const { symbol, types } = schema;
  const isInput = /input$/i.test(node.typeName.getText());
  const type = checker.getTypeFromTypeNode(node);
  if (!isSame(checker, type, isInput ? types.input : types.output)) return undefined;
  const name = exportedName(reading, symbol);
  return { symbol, types, ...(name && { name }), use: isInput ? 'check' : 'adopt' };
}

/** The schema that `z.infer<typeof S>` names; undefined for other references. */
export function schemaBehind(
  reading: Reading,
  { typeArguments }: ts.NodeWithTypeArguments,
): Pick<Pairing, 'symbol' | 'types'> | undefined {
  const { checker } = reading;
  const [argument] = typeArguments ?? [];
  if (argument === undefined || !ts.isTypeQueryNode(argument)) return undefined;
  const found = checker.getSymbolAtLocation(argument.exprName);
  const symbol = found && resolved(checker, found);
  const types = symbol && schemaTypes(reading, checker.getTypeOfSymbol(symbol));
  return symbol && types && { symbol, types };
}

/** The reference below aliases, `null` and `undefined` beside it left aside. */
function inferenceOf(
  checker: ts.TypeChecker,
  node: ts.TypeNode | undefined,
): ts.TypeReferenceNode | undefined {
  if (node === undefined) return undefined;
  const alias = aliasOf(checker, node);
  if (alias !== undefined && alias.typeParameters === undefined)
    return inferenceOf(checker, alias.type);
  const named = soleMember(node);
  return named !== undefined && ts.isTypeReferenceNode(named) ? named : undefined;
}

function isSame(checker: ts.TypeChecker, one: ts.Type, other: ts.Type): boolean {
  return checker.isTypeAssignableTo(one, other) && checker.isTypeAssignableTo(other, one);
}

/** A schema for a function's only parameter, or for all of them together; undefined when it does not fit. */
export function fitting(
  reading: Reading,
  given: readonly Declared[],
  symbol: ts.Symbol,
  name: string,
): (Exported & { readonly whole: boolean }) | undefined {
  const types = schemaTypes(reading, reading.checker.getTypeOfSymbol(symbol));
  if (types === undefined || given.length === 0) return undefined;
  const [sole, ...others] = given;
  const isSole = (type: ts.Type) =>
    others.length === 0 &&
    sole !== undefined &&
    reading.checker.isTypeAssignableTo(type, sole.type);
  const fits = (type: ts.Type) => isSole(type) || isArguments(reading, type, given);
  const use = fits(types.output) ? 'adopt' : fits(types.input) ? 'check' : undefined;
  if (use === undefined) return undefined;
  const whole = !isSole(use === 'adopt' ? types.output : types.input);
  return { symbol, types, name, use, whole };
}

/** Whether an object's members can be a function's arguments, each by its name. */
function isArguments(reading: Reading, type: ts.Type, given: readonly Declared[]): boolean {
  const { checker } = reading;
  const names = new Set(given.map(({ name }) => name));
  if (checker.getPropertiesOfType(type).some(({ name }) => !names.has(name))) return false;
  return given.every(({ name, type: wanted, optional }) => {
    const member = propertyType(reading, type, name);
    return member === undefined ? optional : checker.isTypeAssignableTo(member, wanted);
  });
}

/** The names of schemas that are meant for a function: `FooSchema`, `fooSchema`, `fooInput` of `foo`. */
export function namesakes(name: string): readonly string[] {
  const upper = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const endings = ['Schema', 'Input', 'InputSchema'];
  return endings.flatMap((ending) => [...new Set([`${upper}${ending}`, `${name}${ending}`])]);
}
