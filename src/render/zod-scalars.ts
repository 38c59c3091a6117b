// Prints strings and numbers as zod source, so that zod refuses what the published schema refuses.
import type { NumberNode, StringNode } from '../model/schema.js';
import { lit } from './helpers.js';

// Formats that zod checks as JSON Schema means them; others are words for people.
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['date', 'z.iso.date()'],
  ['date-time', 'z.iso.datetime({ offset: true })'],
  ['email', 'z.email()'],
  ['ipv4', 'z.ipv4()'],
  ['ipv6', 'z.ipv6()'],
  ['uri', 'z.url()'],
  ['uuid', 'z.guid()'],
]);

export function stringSource(node: StringNode): string {
  return [
    FORMATS.get(node.format ?? '') ?? 'z.string()',
    node.minLength === undefined ? '' : `.min(${node.minLength})`,
    node.maxLength === undefined ? '' : `.max(${node.maxLength})`,
    node.pattern === undefined ? '' : patternSource(node.pattern),
  ].join('');
}

export function numberSource(node: NumberNode): string {
  return [
    node.integer ? 'z.int()' : 'z.number()',
    limit('min', node.minimum),
    limit('max', node.maximum),
    limit('gt', node.exclusiveMinimum),
    limit('lt', node.exclusiveMaximum),
    limit('multipleOf', node.multipleOf),
  ].join('');
}

function limit(method: string, value: number | undefined): string {
  return value === undefined ? '' : `.${method}(${value})`;
}

/** JSON Schema patterns are Unicode ones; older habits compile without the flag only. */
function patternSource(pattern: string): string {
  const flags = ['u', ''].find((candidate) => compiles(pattern, candidate));
  if (flags === undefined) return '';
  return flags === ''
    ? `.regex(new RegExp(${lit(pattern)}))`
    : `.regex(new RegExp(${lit(pattern)}, 'u'))`;
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
