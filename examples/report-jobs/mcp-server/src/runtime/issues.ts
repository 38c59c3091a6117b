// Words for what a schema found wrong: where, what was expected, what came.
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One sentence per issue, `items[0].id: expected string, received number`; at most five. */
export function explain(issues: readonly Issue[], value: unknown): string {
  const told = issues.flatMap((issue) => sentences(issue, value));
  const rest = told.length - 5;
  return told.slice(0, 5).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function sentences(issue: Issue, value: unknown, base: readonly PropertyKey[] = []): string[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${place([...path, key])}: unknown property`);
  }
  if (issue.code === 'invalid_union') {
    const branch = nearest(issue.errors);
    if (branch !== undefined) return branch.flatMap((each) => sentences(each, value, path));
  }
  const received = describe(valueAt(value, path));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const options = new Set(expectations(issue));
    return [`${place(path)}: expected ${[...options].join(' or ')}, received ${received}`];
  }
  const isOwnWords = issue.code === 'custom' && !/expected /i.test(issue.message);
  const words = isOwnWords ? issue.message : `expected ${expectation(issue)}`;
  return [`${place(path)}: ${words}, received ${received}`];
}

/** The only branch of a union that got further than the others, when there is one. */
function nearest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const deep = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  const [best] = [...deep].sort((a, b) => a.length - b.length);
  return best;
}

/** Of a union what each of its options wants, also of unions in it. */
function expectations(issue: Issue): string[] {
  const isUnion = issue.code === 'invalid_union' && issue.errors.length > 0;
  return isUnion ? issue.errors.flat().flatMap(expectations) : [expectation(issue)];
}

/** From the words of zod: `Too small: expected number to be >=1`, `Invalid email address`. */
function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_format' && issue.format === 'template_literal') {
    return `a string that matches ${issue.pattern}`;
  }
  const [, expected] = /expected (.+?)(?:, received .*)?$/is.exec(issue.message) ?? [];
  if (expected !== undefined) return expected;
  const [, rule] = /^Invalid string: (.+)$/.exec(issue.message) ?? [];
  return rule === undefined ? issue.message.replace(/^Invalid /, '') : `a string that ${rule}`;
}

/** `items[0].id`, as code would reach it. */
function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the value';
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return Reflect.get(at, key);
  }, value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return clip(JSON.stringify(value));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return value.length === 1 ? 'an array of 1' : `an array of ${value.length}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}
