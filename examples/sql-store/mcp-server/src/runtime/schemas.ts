// Schemas that the wrapped module brings itself: zod of any version, Standard Schema, JSON Schema.
import { z } from 'zod';

/** What a schema found wrong; zod says what it expected, too. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly expected?: unknown;
}

type Verdict<O> =
  | { readonly value: O; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** As zod has it since 3.24, and other libraries. */
interface Standard<I, O> {
  readonly '~standard': {
    readonly validate: (value: unknown) => Verdict<O> | Promise<Verdict<O>>;
    readonly types?: { readonly input: I; readonly output: O } | undefined;
  };
}

type Parsed<O> =
  | { readonly success: true; readonly data: O }
  | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };

/** zod before 3.24. */
interface Parser<I, O> {
  readonly _input: I;
  readonly _output: O;
  readonly safeParseAsync: (value: unknown) => Promise<Parsed<O>>;
}

/** A schema that takes `I` and makes `O` of it. */
type Schema<I, O> = Standard<I, O> | Parser<I, O>;

/**
 * Parses by `schema`: the function gets what its transforms, coercions and defaults make. `decoded` makes
 * values of JSON where the schema asks for some that JSON cannot hold.
 */
export function adopt<O>(schema: Schema<unknown, O>, decoded: z.ZodType = z.unknown()) {
  return decoded.transform(async (json, ctx) => {
    const verdict = await validate(schema, json);
    if (verdict.issues === undefined) return verdict.value;
    report(verdict.issues, ctx);
    return z.NEVER;
  });
}

/** Checks by `schema`; the function gets what came, for it parses by itself. */
export function check<I>(schema: Schema<I, unknown>, decoded: z.ZodType = z.unknown()) {
  const checked = decoded.superRefine(async (json, ctx) => {
    const { issues = [] } = await validate(schema, json);
    report(issues, ctx);
  });
  return checked.pipe(z.custom<I>());
}

async function validate<O>(schema: Schema<unknown, O>, json: unknown): Promise<Verdict<O>> {
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
