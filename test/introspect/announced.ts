// The schemas that are published of a tool, compiled once for all that is held against them.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { inputSchema, type JsonSchema, outputSchema } from '../../src/model/json-schema.js';
import type { ToolModel } from '../../src/model/module.js';

export const ajv = new Ajv2020({ strict: true, strictTuples: false });
for (const format of ['date-time', 'email', 'ipv4', 'regex', 'uri', 'uuid'])
  ajv.addFormat(format, true);

export interface Announced {
  readonly input: JsonSchema;
  readonly accepts: ValidateFunction;
  /** Undefined for tools without an output schema. */
  readonly output: JsonSchema | undefined;
  readonly describes: ValidateFunction | undefined;
}

const known = new Map<ToolModel, Announced>();

/** Throws what Ajv says of a schema that is none. */
export function announcedBy(tool: ToolModel): Announced {
  const before = known.get(tool);
  if (before !== undefined) return before;
  const input = inputSchema(tool);
  const output = outputSchema(tool);
  const announced = {
    input,
    accepts: ajv.compile(input),
    output,
    describes: output && ajv.compile(output),
  };
  known.set(tool, announced);
  return announced;
}
