// Functions that an export holds, but that nobody can call by a name, or be sure to: each such export is named once.
import { ts } from 'ts-morph';
import { isInPackage } from '../program/resolution.js';
import type { Reading } from '../reading.js';
import { builtinName, isReference } from '../types/builtins.js';
import type { Candidate } from './exports.js';

/** Why nobody can tell how a value is called, or whether; undefined for functions and for what is none. */
export function unsureOf(reading: Reading, type: ts.Type): Candidate['refusal'] {
  if (builtinName(reading, type) === 'Function') return FUNCTION;
  const isPerhaps = type.isUnion() && type.types.some((one) => isCallable(one));
  return isPerhaps && !isCallable(type) ? PERHAPS : undefined;
}

/**
 * The functions in a list, a map or a record, as one candidate that says so; none for other values, nor for
 * those of a package, whose tables of its own parts nobody means to serve.
 */
export function unnamed(reading: Reading, base: Candidate): Candidate[] {
  if (reading.ref.packageName !== undefined) return [];
  return heldIn(reading, base.type).some(isFunction) ? [{ ...base, refusal: UNNAMED }] : [];
}

/** A member that is not looked into, as one candidate where there is something to call in it. */
export function unentered(reading: Reading, base: Candidate): Candidate[] {
  const unsure = unsureOf(reading, base.type);
  if (unsure !== undefined) return [{ ...base, refusal: unsure }];
  if (hasOwnMethods(reading, base.type)) return [{ ...base, refusal: INSIDE }];
  return unnamed(reading, base);
}

/** A member whose name says that it is not for others; symbols are no names. */
export function underscored(base: Candidate): Candidate[] {
  const isNamed = !base.symbol.name.startsWith('__@');
  return isNamed && isCallable(base.type) ? [{ ...base, refusal: UNDERSCORED }] : [];
}

function isCallable(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0;
}

function isFunction(type: ts.Type): boolean {
  return type.isUnion() ? type.types.some(isFunction) : isCallable(type);
}

const COLLECTIONS = ['Map', 'ReadonlyMap', 'Set', 'ReadonlySet'];

/** The types of the values that a collection has. */
function heldIn(reading: Reading, type: ts.Type): readonly ts.Type[] {
  const { checker } = reading;
  if (!(type.flags & ts.TypeFlags.Object)) return [];
  const isCollection = COLLECTIONS.includes(builtinName(reading, type) ?? '');
  if (isCollection && isReference(type)) return checker.getTypeArguments(type);
  return checker.getIndexInfosOfType(type).map((info) => info.type);
}

/** Of a user's own types: of a package's, nobody counts on the methods of each value. */
function hasOwnMethods(reading: Reading, type: ts.Type): boolean {
  if (reading.ref.packageName !== undefined || !(type.flags & ts.TypeFlags.Object)) return false;
  const { checker } = reading;
  return checker
    .getPropertiesOfType(type)
    .some((symbol) => isOwn(symbol) && isCallable(checker.getTypeOfSymbol(symbol)));
}

function isOwn({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((node) => !isInPackage(node.getSourceFile().fileName));
}

const FUNCTION = {
  reason: 'its type is Function, so nothing is known about its parameters',
  hint: 'give it the type of the function that it is',
} as const;
const PERHAPS = {
  reason: 'its type allows other values than a function',
  hint: 'export a function that calls it when it is there',
} as const;
const UNNAMED = {
  reason: 'the functions that it holds have no names of their own in its type',
  hint: 'export each by its name, or an object literal whose members they are',
} as const;
const INSIDE = {
  reason: 'it has methods, but is itself a member of another object',
  hint: 'export it by a name of its own to make them tools',
} as const;
const UNDERSCORED = {
  reason: 'its name begins with _, which says that it is not for others',
  hint: 'rename it, or export a function that calls it',
} as const;
