// The literal schemas of a job's four tools, as product.md has them.
import { givesFile, type JsonSchema, toJsonSchema } from '../model/json-schema.js';
import type { PlannedTool } from './server.js';

const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];

const id: JsonSchema = { type: 'string', description: 'The job_id that the start gave' };
const state: JsonSchema = { type: 'string', enum: STATES };

/** The input of all but the start. */
export const started = closed({ job_id: id });

/** What the status gives. */
export const progress = closed({
  job_id: { type: 'string' },
  state,
  stage: { type: 'number', description: 'How many stages are done' },
  total_stages: { type: 'number' },
  message: { type: 'string' },
  error: { type: ['string', 'null'], description: 'Why it failed; null otherwise' },
});

/** What cancelling gives. */
export const cancelled = closed({ job_id: { type: 'string' }, state });

const files: JsonSchema = {
  type: 'array',
  description: 'What the job made, to be fetched by its url',
  items: closed({
    name: { type: 'string' },
    url: { type: 'string', format: 'uri' },
    mimeType: { type: 'string' },
    size: { type: 'integer', description: 'Bytes' },
  }),
};

/** What the result gives, in both of its forms: which one it is, `ready` says. */
export function resultOf(tool: PlannedTool): JsonSchema {
  const members = {
    ready: { type: 'boolean' },
    result: returned(tool),
    files,
    url: { type: 'string', format: 'uri', description: 'Of the file, when there is just one' },
    state,
    error: { type: 'string', description: 'Why it failed' },
  };
  return closed(members, ['ready']);
}

/** Null stands for nothing, and for what became a file because it is large. */
function returned(tool: PlannedTool): JsonSchema {
  if (tool.returns === 'void' || givesFile(tool) !== undefined) return { type: 'null' };
  if (tool.returns === 'text') return { type: ['string', 'null'] };
  if (tool.returns === 'any' || tool.output === undefined) return {};
  const schema = toJsonSchema(tool.output);
  const options = 'anyOf' in schema && Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
  const isNull = (option: unknown) => JSON.stringify(option) === '{"type":"null"}';
  return options.some(isNull) ? schema : { anyOf: [schema, { type: 'null' }] };
}

const key: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 256,
  description:
    'Starting again with the same key and the same input gives the same job, instead of a second one',
};

/** The input of the start: the function's own, and a key unless it has one of that name. */
export function withKey(input: JsonSchema): { schema: JsonSchema; isOurs: boolean } {
  const properties = input.properties;
  const own = isObject(properties) ? properties : {};
  if (Object.hasOwn(own, 'idempotency_key')) return { schema: input, isOurs: false };
  return { schema: { ...input, properties: { ...own, idempotency_key: key } }, isOurs: true };
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function closed(
  properties: { readonly [name: string]: JsonSchema },
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', properties, required: [...required], additionalProperties: false };
}
