// Template literal types and numeric keys as regular expressions.
import type { ObjectNode, SchemaNode, TemplateNode } from './schema.js';

/** What the compiler takes for `${number}`: all that `Number()` reads, but for blanks. */
const DECIMAL = '[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?';
const PREFIXED = '0(?:[xX][\\da-fA-F]+|[oO][0-7]+|[bB][01]+)';
const NUMBER = `(?:${DECIMAL}|${PREFIXED})`;
/** A number as JavaScript writes the name of a member. */
const NUMERIC_NAME = '-?\\d+(?:\\.\\d+)?';
const BIGINT = `-?(?:0|[1-9]\\d*|${PREFIXED})`;

/** The anchored pattern of an index signature's keys, but for names that are declared beside it. */
export function keyPattern(keys: SchemaNode, except: readonly string[] = []): string {
  const but = except.length === 0 ? '' : `(?!(?:${except.map(escaped).join('|')})$)`;
  return `^${but}${keys.kind === 'number' ? NUMERIC_NAME : hole(keys)}$`;
}

/** The names of declared members that look like one of those keys. */
export function declaredAmong(keys: SchemaNode, { properties }: ObjectNode): readonly string[] {
  const pattern = new RegExp(keyPattern(keys), 'u');
  return properties.map(({ name }) => name).filter((name) => pattern.test(name));
}

/** The anchored pattern of a template literal type; also what the zod printer may use. */
export function templatePattern(node: TemplateNode): string {
  return `^${body(node)}$`;
}

/** Whether every hole is of a kind that a template literal type of generated code can have. */
export function isPlainTemplate({ parts }: TemplateNode): boolean {
  return parts.every((part) => typeof part === 'string' || isPlainHole(part));
}

function isPlainHole(node: SchemaNode): boolean {
  if (node.kind === 'union') return node.options.every(isPlainHole);
  if (node.kind === 'string') return node.pattern === undefined;
  return isNumeric(node) || ['boolean', 'null', 'enum'].includes(node.kind);
}

/** Whether there is a number in it: zod's own template literals know fewer forms of those than the compiler. */
export function hasNumbers({ parts }: TemplateNode): boolean {
  return parts.some((part) => typeof part !== 'string' && isNumeric(part));
}

function isNumeric(node: SchemaNode): boolean {
  if (node.kind === 'union') return node.options.some(isNumeric);
  return node.kind === 'number' || (node.kind === 'codec' && node.codec === 'bigint');
}

function body({ parts }: TemplateNode): string {
  return parts.map((part) => (typeof part === 'string' ? escaped(part) : hole(part))).join('');
}

function hole(node: SchemaNode): string {
  if (node.kind === 'number') return NUMBER;
  if (node.kind === 'codec' && node.codec === 'bigint') return BIGINT;
  if (node.kind === 'boolean') return '(?:true|false)';
  if (node.kind === 'null') return 'null';
  if (node.kind === 'enum') return `(?:${node.values.map((v) => escaped(String(v))).join('|')})`;
  if (node.kind === 'union') return `(?:${node.options.map(hole).join('|')})`;
  if (node.kind === 'template') return body(node);
  if (node.kind === 'string' && node.pattern !== undefined) return node.pattern.slice(1, -1);
  return '[\\s\\S]*';
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
