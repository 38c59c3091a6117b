// Reads mcp.config.json: every problem in it is named with its path and line.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import type { core } from 'zod';
import { WrapError } from '../errors.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { CONFIG_FILE, CONFIG_VERSION } from './kinds.js';
import { jsonPositions, placeOf } from './positions.js';
import type { Config } from './schema.js';

/** The first of `folders` (absolute) that holds an mcp.config.json, as the file's path. */
export function findConfig(folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, CONFIG_FILE)).find((file) => existsSync(file));
}

/**
 * @param file absolute path
 * @throws WrapError `config.invalid` with one diagnostic per problem, `config.future`
 */
export async function loadConfig(file: string): Promise<Config> {
  const text = readText(file);
  const json = parse(file, text);
  refuseFuture(file, json);
  const { configSchema } = await import('./schema.js');
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { toJSONSchema } = await import('zod');
  const keysAt = keysOf(toJSONSchema(configSchema, { io: 'input' }));
  const problems = parsed.error.issues
    .flatMap((issue) => problemsOf(issue, keysAt))
    .map((problem) => asDiagnostic(problem, file, text))
    .sort((one, other) => one.line - other.line);
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new WrapError('config.invalid', `${file} has ${count}`, {
    hint: 'correct what is listed; the README of create-mcp-server describes every key',
    diagnostics: problems,
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new WrapError('config.invalid', `${file} cannot be read`, {
      hint: 'name an existing file with --config, or leave the flag out',
      cause,
    });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { mistake } = jsonPositions(text);
    const { line, column } = placeOf(text, mistake?.offset ?? 0);
    const message = `not JSON here: expected ${mistake?.expected ?? 'a value'} (column ${column})`;
    throw new WrapError('config.invalid', `${file}:${line}:${column} is not JSON`, {
      hint: 'comments and trailing commas are not allowed in mcp.config.json',
      cause,
      diagnostics: [
        { code: 'config.invalid', severity: 'error', file: basename(file), line, message },
      ],
    });
  }
}

function refuseFuture(file: string, json: unknown): void {
  if (typeof json !== 'object' || json === null || !('version' in json)) return;
  const { version } = json;
  if (typeof version !== 'number' || version <= CONFIG_VERSION) return;
  throw new WrapError(
    'config.future',
    `${file} has version ${version}; this create-mcp-server knows versions up to ${CONFIG_VERSION}`,
    { hint: 'run a newer create-mcp-server, such as the one .mcp/manifest.json names' },
  );
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function problemsOf(issue: core.$ZodIssue, keysAt: KeysAt): readonly Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: plain(issue) }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: `unknown key${nearKey(key, keysAt(issue.path))}`,
  }));
}

function plain(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(quoted).join(' or ')}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue.message
    .replace(/^Invalid (?:input|option): /, '')
    .replace(/, received undefined$/, ', but it is missing');
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function nearKey(key: string, keys: readonly string[]): string {
  const near = closest(key, keys);
  return distance(near, key) <= Math.max(2, key.length / 3) ? `; did you mean "${near}"?` : '';
}

type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

/** The legal keys of an object of the config, by its path. */
function keysOf(schema: Pick<core.JSONSchema.BaseSchema, 'properties'>): KeysAt {
  return (path) => {
    const inner = path.reduce<Pick<core.JSONSchema.BaseSchema, 'properties'> | undefined>(
      (at, key) => {
        const property = at?.properties?.[String(key)];
        return typeof property === 'object' ? property : undefined;
      },
      schema,
    );
    return Object.keys(inner?.properties ?? {});
  };
}

function asDiagnostic({ path, message }: Problem, file: string, text: string): Diagnostic {
  return {
    code: 'config.invalid',
    severity: 'error',
    file: basename(file),
    line: placeOf(text, jsonPositions(text).at(path)).line,
    message: path.length > 0 ? `${pathText(path)}: ${message}` : message,
  };
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
