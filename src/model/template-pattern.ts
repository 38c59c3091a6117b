// Template literal types and numeric keys as regular expressions.
import type { SchemaNode, TemplateNode } from './schema.js';

const NUMBER = '-?\\d+(?:\\.\\d+)?';
/** What a key of Record<number, T> looks like. */
export const NUMERIC_KEY = `^${NUMBER}$`;

/** The anchored pattern of a template literal type; also what the zod printer may use. */
export function templatePattern(node: TemplateNode): string {
  const parts = node.parts.map((part) => (typeof part === 'string' ? escaped(part) : hole(part)));
  return `^${parts.join('')}$`;
}

function hole(node: SchemaNode): string {
  if (node.kind === 'number') return NUMBER;
  if (node.kind === 'codec' && node.codec === 'bigint') return '-?\\d+';
  if (node.kind === 'boolean') return '(?:true|false)';
  if (node.kind === 'enum') return `(?:${node.values.map((v) => escaped(String(v))).join('|')})`;
  if (node.kind === 'union') return `(?:${node.options.map(hole).join('|')})`;
  return '[\\s\\S]*';
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
