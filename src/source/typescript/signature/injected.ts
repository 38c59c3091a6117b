// Parameters that are no input: the server itself passes them.
import type { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { builtinName } from '../types/builtins.js';
import type { Declared } from './declared.js';

/** What the server passes by itself: cancellation, progress, its own context. */
export function injectedRole(
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

/** Whether a context's type has `file`. */
export function makesFiles({ checker }: Reading, type: ts.Type): boolean {
  return checker.getPropertyOfType(checker.getNonNullableType(type), 'file') !== undefined;
}

/** Whether an options object has the request's cancellation for a member: `{ signal?: AbortSignal }`. */
export function takesSignal(reading: Reading, type: ts.Type): boolean {
  const { checker } = reading;
  const symbol = checker.getPropertyOfType(checker.getNonNullableType(type), 'signal');
  if (symbol === undefined) return false;
  const member = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  return builtinName(reading, member) === 'AbortSignal';
}

/** Methods that every string, array or date has do not count: those are data. */
function hasCallableMember(reading: Reading, type: ts.Type, place: ts.Node): boolean {
  const { checker, program } = reading;
  return checker.getPropertiesOfType(type).some((symbol) => {
    const [declaration] = symbol.declarations ?? [];
    const file = declaration?.getSourceFile();
    if (file !== undefined && program.isSourceFileDefaultLibrary(file)) return false;
    const member = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, place));
    return member.getCallSignatures().length > 0;
  });
}
