// What iterators and iterables give: items, and what generators return at their end.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { builtinName } from '../types/builtins.js';

export interface Iteration {
  readonly item: ts.Type;
  /** Set when it is data. */
  readonly last?: ts.Type;
}

/** What goes through JSON in a form of its own, iterable or not. */
const VALUES = /^(Readonly)?(Map|Set)$|^String$|Array$|^Buffer$/;

/** What going through a type gives; undefined for types that are values of their own, such as arrays. */
export function iterationOf(reading: Reading, type: ts.Type): Iteration | undefined {
  const { checker } = reading;
  const name = builtinName(reading, type) ?? '';
  if (!(type.flags & ts.TypeFlags.Object) || checker.isArrayLikeType(type)) return undefined;
  if (VALUES.test(name)) return undefined;
  const iterator =
    returnedBy(checker, type, /^__@asyncIterator@/) ??
    returnedBy(checker, type, /^__@iterator@/) ??
    (name === 'Iterator' || name === 'AsyncIterator' ? type : undefined);
  const step = iterator && returnedBy(checker, iterator, /^next$/);
  return step && stepsOf(checker, checker.getAwaitedType(step) ?? step);
}

/** What the method of that name returns. */
function returnedBy(checker: ts.TypeChecker, type: ts.Type, name: RegExp): ts.Type | undefined {
  const symbol = checker.getPropertiesOfType(type).find((found) => name.test(found.name));
  const [signature] =
    symbol === undefined ? [] : checker.getTypeOfSymbol(symbol).getCallSignatures();
  return signature && checker.getReturnTypeOfSignature(signature);
}

function stepsOf(checker: ts.TypeChecker, step: ts.Type): Iteration | undefined {
  const parts = step.isUnion() ? step.types : [step];
  const ends = parts.filter((part) => isEnd(checker, part));
  const item = valueType(
    checker,
    parts.find((part) => !ends.includes(part)),
  );
  if (item === undefined) return undefined;
  const last = valueType(checker, ends[0]);
  const awaited = checker.getAwaitedType(item) ?? item;
  return last === undefined || last.flags & NO_DATA ? { item: awaited } : { item: awaited, last };
}

const NO_DATA =
  ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.VoidLike | ts.TypeFlags.Never;

function isEnd(checker: ts.TypeChecker, step: ts.Type): boolean {
  const done = checker.getPropertyOfType(step, 'done');
  return done !== undefined && checker.typeToString(checker.getTypeOfSymbol(done)) === 'true';
}

function valueType(checker: ts.TypeChecker, step: ts.Type | undefined): ts.Type | undefined {
  const value = step && checker.getPropertyOfType(step, 'value');
  return value && checker.getTypeOfSymbol(value);
}
