// Template literal types and numeric keys as regular expressions.
import type { ObjectNode, SchemaNode, TemplateNode } from './schema.js';

const NUMBER = '-?\\d+(?:\\.\\d+)?';

/** The anchored pattern of an index signature's keys, but for names that are declared beside it. */
export function keyPattern(keys: SchemaNode, except: readonly string[] = []): string {
  const but = except.length === 0 ? '' : `(?!(?:${except.map(escaped).join('|')})$)`;
  return `^${but}${hole(keys)}$`;
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

/** Whether every hole is of a kind whose type zod's own template literals infer. */
export function isPlainTemplate({ parts }: TemplateNode): boolean {
  return parts.every((part) => typeof part === 'string' || isPlainHole(part));
}

function isPlainHole(node: SchemaNode): boolean {
  if (node.kind === 'union') return node.options.every(isPlainHole);
  if (node.kind === 'string') return node.pattern === undefined;
  return ['number', 'boolean', 'null', 'enum'].includes(node.kind);
}

function body({ parts }: TemplateNode): string {
  return parts.map((part) => (typeof part === 'string' ? escaped(part) : hole(part))).join('');
}

function hole(node: SchemaNode): string {
  if (node.kind === 'number') return NUMBER;
  if (node.kind === 'codec' && node.codec === 'bigint') return '-?\\d+';
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
