// The files of a hosting kind as their readers see them: parsed, with what a test asks of them.
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { ServerPlan } from '../../../src/plan/server.ts';
import { renderTree } from '../../../src/render/files.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { beside, samplePlan } from '../render-views/plan.ts';

const templates = packageTemplates();

export function files(over: Partial<ServerPlan>, layout = beside): ReadonlyMap<string, string> {
  const tree = renderTree(samplePlan(layout, { env: [], ...over }), templates);
  return new Map([...tree].map(([path, { content }]) => [path, content]));
}

export function textOf(path: string, over: Partial<ServerPlan>, layout = beside): string {
  const content = files(over, layout).get(path);
  if (content === undefined) throw new Error(`no ${path}`);
  return content;
}

/** A YAML document: whatever its words mean to its reader, without errors, warnings or doubled keys. */
export function yamlOf(path: string, over: Partial<ServerPlan>, layout = beside) {
  const document: unknown = parseYaml(textOf(path, over, layout), {
    strict: true,
    logLevel: 'error',
  });
  return document;
}

export function flyOf(over: Partial<ServerPlan>, layout = beside) {
  return parseToml(textOf('fly.toml', { hosting: 'fly', ...over }, layout));
}

/** The value at `a.0.b`; undefined where there is none. */
export function at(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined,
      document,
    );
}

/** What a list of `{ name | key, … }` says of each name. */
export function named(list: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(list)) throw new Error('no list');
  return Object.fromEntries(
    list.map((entry: Record<string, unknown>) => {
      const { name, key, ...rest } = entry;
      return [String(name ?? key), rest];
    }),
  );
}

/** TOML or YAML, by the file's name. */
export function parsed(path: string, text: string): unknown {
  return path.endsWith('.toml') ? parseToml(text) : parseYaml(text);
}
