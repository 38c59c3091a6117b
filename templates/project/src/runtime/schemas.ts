// Schemas that the wrapped module brings itself: zod of any version, Standard Schema, JSON Schema.
import { z } from 'zod';

/** What a schema found wrong; zod says what it expected, too. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly expected?: unknown;
}

type Verdict =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** As zod has it since 3.24, and other libraries. */
interface Standard<I, O> {
  readonly '~standard': {
    readonly validate: (value: unknown) => Verdict | Promise<Verdict>;
    readonly types?: { readonly input: I; readonly output: O } | undefined;
  };
}

type Parsed =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };

/** zod before 3.24. */
interface Parser<I, O> {
  readonly _input: I;
  readonly _output: O;
  readonly safeParseAsync: (value: unknown) => Promise<Parsed>;
}

type Schema = Standard<unknown, unknown> | Parser<unknown, unknown>;

/** What a schema takes. Where it is both, only the standard knows brands. */
type Taken<S> =
  S extends Standard<infer I, unknown> ? I : S extends Parser<infer I, unknown> ? I : never;

/** What a schema makes of it. */
type Made<S> =
  S extends Standard<unknown, infer O> ? O : S extends Parser<unknown, infer O> ? O : never;

/**
 * Parses by `schema`: the function gets what its transforms, coercions and defaults make. `decoded` makes
 * values of JSON where the schema asks for some that JSON cannot hold.
 */
export function adopt<S extends Schema>(schema: S, decoded: z.ZodType = z.unknown()) {
  const made = decoded.transform(async (json, ctx) => {
    const verdict = await judge(schema, json);
    if (verdict.issues === undefined) return verdict.value;
    report(verdict.issues, ctx);
    return z.NEVER;
  });
  return made.pipe(z.custom<Made<S>>());
}

/** Checks by `schema`; the function gets what came, for it parses by itself. */
export function check<S extends Schema>(schema: S, decoded: z.ZodType = z.unknown()) {
  const checked = decoded.superRefine(async (json, ctx) => {
    const { issues = [] } = await judge(schema, json);
    report(issues, ctx);
  });
  return checked.pipe(z.custom<Taken<S>>());
}

async function judge(schema: Schema, json: unknown): Promise<Verdict> {
  if ('~standard' in schema) return schema['~standard'].validate(json);
  const parsed = await schema.safeParseAsync(json);
  return parsed.success ? { value: parsed.data } : parsed.error;
}

function report(issues: readonly Issue[], { issues: found, value: input }: z.core.ParsePayload) {
  for (const { message, path = [], expected } of issues) {
    // What is absent is `Required` in zod 3, which does not say what.
    const words = message === 'Required' && expected ? `expected ${expected}` : message;
    const keys = path.map((step) => (typeof step === 'object' ? step.key : step));
    found.push({ code: 'custom', message: words, path: keys, input });
  }
}

/** Judges by a schema whose own type does not say what it makes, such as JSON Schema: `T` says it. */
export function of<T>(schema: unknown, decoded?: z.ZodType) {
  return anySchema(schema, decoded).pipe(z.custom<T>());
}

function anySchema(schema: unknown, decoded?: z.ZodType): z.ZodType {
  if (isSchema(schema)) return adopt(schema, decoded);
  if (typeof schema === 'function') return anySchema(schema(), decoded);
  if (isWrapped(schema)) return wrapped(schema);
  if (isShape(schema)) return shaped(schema, decoded);
  if (isJsonSchema(schema)) return z.fromJSONSchema(schema);
  throw new TypeError('the wrapped module brings a schema that is none');
}

/** An object of what the members' schemas make; what else it has is left out. */
function shaped(shape: Shape, decoded: z.ZodType = z.looseObject({})): z.ZodType {
  return decoded.pipe(z.looseObject({})).transform(async (json, ctx) => {
    const made = Object.entries(shape).map(async ([name, member]) => {
      const { issues, ...verdict } = await judge(member, json[name]);
      const placed = issues?.map((issue) => ({ ...issue, path: [name, ...(issue.path ?? [])] }));
      report(placed ?? [], ctx);
      return [name, 'value' in verdict ? verdict.value : undefined] as const;
    });
    return Object.fromEntries((await Promise.all(made)).filter(([, value]) => value !== undefined));
  });
}

function isSchema(schema: unknown): schema is Schema {
  if (typeof schema !== 'function' && (typeof schema !== 'object' || schema === null)) return false;
  return '~standard' in schema || 'safeParseAsync' in schema;
}

/** The members of an object, each judged by a schema. */
type Shape = Readonly<Record<string, Schema>>;

function isShape(schema: unknown): schema is Shape {
  return typeof schema === 'object' && schema !== null && Object.values(schema).every(isSchema);
}

function isJsonSchema(schema: unknown): schema is z.core.JSONSchema.JSONSchema {
  return typeof schema === 'object' && schema !== null;
}

/** What `jsonSchema` of the AI SDK makes. */
interface Wrapped {
  readonly jsonSchema: unknown;
  readonly validate?: (value: unknown) => Checked | PromiseLike<Checked>;
}

type Checked =
  | { readonly success: true; readonly value: unknown }
  | { readonly success: false; readonly error: Error };

function isWrapped(schema: unknown): schema is Wrapped {
  return typeof schema === 'object' && schema !== null && 'jsonSchema' in schema;
}

function wrapped({ jsonSchema, validate }: Wrapped): z.ZodType {
  if (validate === undefined) return anySchema(jsonSchema);
  return z.unknown().transform(async (json, ctx) => {
    const checked = await validate(json);
    if (checked.success) return checked.value;
    report([{ message: checked.error.message }], ctx);
    return z.NEVER;
  });
}
