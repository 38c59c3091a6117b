// The CI gate's answer: is the disk what would be generated, and what would clients notice?
import { z } from 'zod';
import type { Json } from '../model/schema.js';
import type { Change } from './file-tree.js';
import { parseJson } from './manifest.js';

/** What `--check --json` prints (product.md). */
export interface Verdict {
  readonly clean: boolean;
  /** Paths that differ because the source, the config or a template changed. */
  readonly stale: readonly string[];
  /** Managed files that were changed by hand. */
  readonly edited: readonly string[];
  readonly surface: readonly SurfaceChange[];
}

export interface SurfaceChange {
  readonly tool: string;
  readonly change: string;
  /** Calls or readers that worked before may not any more. */
  readonly breaking: boolean;
}

type JsonObject = { readonly [key: string]: Json };

const objectSchema = z.record(z.string(), z.json());
const surfaceSchema = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string().optional(),
      description: z.string().optional(),
      mode: z.string().optional(),
      annotations: objectSchema.optional(),
      inputSchema: objectSchema,
      outputSchema: objectSchema.optional(),
    }),
  ),
});
type SurfaceTool = z.output<typeof surfaceSchema>['tools'][number];

/** Judges `changes`; the surfaces are texts of tools.gen.json on disk and as generated now. */
export function check(
  changes: readonly Change[],
  before: string | undefined,
  after: string,
): Verdict {
  const stale = changes.filter(({ kind }) => STALE.has(kind)).map(({ path }) => path);
  const edited = changes
    .filter(({ kind, ownership }) => kind === 'edited' && ownership === 'managed')
    .map(({ path }) => path);
  return {
    clean: stale.length === 0 && edited.length === 0,
    stale,
    edited,
    surface: compareSurfaces(toolsOf(before), toolsOf(after)),
  };
}

const STALE: ReadonlySet<Change['kind']> = new Set(['create', 'update', 'delete', 'conflict']);

/** A surface that cannot be read has no tools: its file is reported as edited all the same. */
function toolsOf(text: string | undefined): readonly SurfaceTool[] {
  const parsed = surfaceSchema.safeParse(text === undefined ? undefined : parseJson(text));
  return parsed.success ? parsed.data.tools : [];
}

function compareSurfaces(
  before: readonly SurfaceTool[],
  after: readonly SurfaceTool[],
): readonly SurfaceChange[] {
  const old = new Map(before.map((tool) => [tool.name, tool]));
  const names = new Set(after.map(({ name }) => name));
  const gone = before
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => ({ tool: name, change: 'tool removed', breaking: true }));
  const kept = after.flatMap((tool) => {
    const previous = old.get(tool.name);
    return previous === undefined
      ? [{ tool: tool.name, change: 'tool added', breaking: false }]
      : compareTools(previous, tool);
  });
  return [...gone, ...kept];
}

function compareTools(before: SurfaceTool, after: SurfaceTool): readonly SurfaceChange[] {
  const words = (['title', 'description', 'annotations'] as const)
    .filter((key) => !isSame(before[key], after[key]))
    .map((key) => ({ change: `${key} changed`, breaking: false }));
  const mode = before.mode === after.mode ? [] : [{ change: 'mode changed', breaking: true }];
  return [
    ...mode,
    ...compareInputs(before.inputSchema, after.inputSchema),
    ...compareOutputs(before.outputSchema, after.outputSchema),
    ...words,
  ].map((found) => ({ tool: after.name, ...found }));
}

type Finding = Omit<SurfaceChange, 'tool'>;

function compareInputs(before: JsonObject, after: JsonObject): readonly Finding[] {
  const required = requiredOf(after);
  const wasRequired = requiredOf(before);
  return compareProperties('input', before, after, {
    added: (name) => required.has(name),
    kept: (name) => {
      if (required.has(name) === wasRequired.has(name)) return [];
      return required.has(name)
        ? [{ change: `input "${name}" is now required`, breaking: true }]
        : [{ change: `input "${name}" is now optional`, breaking: false }];
    },
  });
}

function compareOutputs(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly Finding[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ change: 'output schema added', breaking: false }];
  if (after === undefined) return [{ change: 'output schema removed', breaking: true }];
  const required = requiredOf(after);
  const wasRequired = requiredOf(before);
  return compareProperties('output', before, after, {
    added: () => false,
    kept: (name) =>
      wasRequired.has(name) && !required.has(name)
        ? [{ change: `output "${name}" is no longer always there`, breaking: true }]
        : [],
  });
}

function compareProperties(
  side: 'input' | 'output',
  before: JsonObject,
  after: JsonObject,
  judge: { added(name: string): boolean; kept(name: string): readonly Finding[] },
): readonly Finding[] {
  const old = propertiesOf(before);
  const now = propertiesOf(after);
  const gone = [...old.keys()]
    .filter((name) => !now.has(name))
    .map((name) => ({ change: `${side} "${name}" removed`, breaking: true }));
  const current = [...now].flatMap(([name, schema]) => {
    const previous = old.get(name);
    if (previous === undefined) {
      const suffix = judge.added(name) ? ', required' : '';
      return [{ change: `${side} "${name}" added${suffix}`, breaking: judge.added(name) }];
    }
    const isRetyped = !isSame(withoutWords(previous), withoutWords(schema));
    const retyped = { change: `${side} "${name}" has another type`, breaking: true };
    return [...judge.kept(name), ...(isRetyped ? [retyped] : [])];
  });
  return [...gone, ...current];
}

function propertiesOf(schema: JsonObject): ReadonlyMap<string, Json> {
  const properties = objectSchema.safeParse(schema.properties);
  return new Map(properties.success ? Object.entries(properties.data) : []);
}

function requiredOf(schema: JsonObject): ReadonlySet<string> {
  const required = z.array(z.string()).safeParse(schema.required);
  return new Set(required.success ? required.data : []);
}

const WORDS = new Set(['description', 'title', 'examples', 'default', 'deprecated']);

/** A schema without what is only said to readers; a property of such a name is an object and stays. */
function withoutWords(schema: Json | undefined): Json | undefined {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((item) => withoutWords(item) ?? null);
  const kept = Object.entries(schema).filter(
    ([key, value]) => !WORDS.has(key) || (typeof value === 'object' && !Array.isArray(value)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutWords(value) ?? null]));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
