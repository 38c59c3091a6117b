// `@input CONST`, a JSON Schema: published as it is written, when it can be read and served.
import { ts } from 'ts-morph';
import { z } from 'zod';
import type { OwnSchema } from '../../../model/module.js';
import type { Json, SchemaNode } from '../../../model/schema.js';
import type { Reading } from '../reading.js';
import type { Declared } from '../signature/declared.js';
import { literalOf } from '../signature/initialiser.js';
import type { Parameter } from '../signature/parameter.js';
import { type Refusal, UNKNOWN } from '../types/walk.js';
import type { Adoption } from './adopted.js';

type JsonObject = { readonly [key: string]: Json };

/** A refusal of what the user asked for in so many words: an error. */
export function wrong(reason: string, hint?: string): Refusal {
  return {
    kind: 'refused',
    reason,
    hint: hint ?? 'name an exported schema that fits the parameters',
    error: 'schema.wrong',
  };
}

/** A schema in an object literal that is reached as `path`; `name` is for messages. */
interface JsonConstant extends Pick<OwnSchema, 'path'> {
  readonly name: string;
  readonly written: ts.Expression | undefined;
}

/** The adoption of a constant that holds a JSON Schema. */
export function jsonAdoption(
  reading: Reading,
  given: readonly Declared[],
  { name, path, written }: JsonConstant,
): Adoption | Refusal {
  const schema = written && literalOf(reading.checker, written);
  if (schema === undefined) {
    return wrong(
      `${name} is no schema that can be read`,
      'write it as a literal, or as a zod schema',
    );
  }
  if (!isObject(schema) || schema.type !== 'object' || unfit(schema) !== undefined) {
    const keyword = isObject(schema) ? unfit(schema) : undefined;
    const what = keyword === undefined ? 'is not of type object' : `has ${keyword} at its root`;
    return wrong(
      `${name} ${what}`,
      'clients take only { type: "object", properties: { … } } for a tool',
    );
  }
  const problem = unserved(schema);
  if (problem !== undefined) {
    return wrong(`${name} cannot be served: ${problem}`, 'say it in another way, or in zod');
  }
  return adopted(reading, given, { name, path, schema });
}

/** The keyword at the root that clients refuse. */
function unfit(schema: JsonObject): string | undefined {
  return ['anyOf', 'oneOf', 'allOf', '$ref', 'not', 'if'].find((keyword) => keyword in schema);
}

/** Why the generated server could not check by it. */
function unserved(schema: JsonObject): string | undefined {
  try {
    z.fromJSONSchema(JSON.parse(JSON.stringify(schema)));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function adopted(
  { checker }: Reading,
  given: readonly Declared[],
  { name, path, schema: published }: Pick<JsonConstant, 'name' | 'path'> & { schema: JsonObject },
): Adoption | Refusal {
  const own: OwnSchema = { path, use: 'of' };
  const node = namesOf(published);
  const [sole, ...others] = given;
  const isObjectParameter =
    sole !== undefined &&
    others.length === 0 &&
    !(sole.type.flags & PRIMITIVE) &&
    !checker.isArrayLikeType(sole.type);
  if (isObjectParameter) {
    const parameter = { ...parameterOf(sole, node, false), own };
    return { kind: 'adoption', parameters: new Map([[sole, parameter]]), published };
  }
  const missing = given.find((declared) => propertyOf(node, declared) === undefined);
  if (missing !== undefined) return wrong(`${name} has no property ${missing.name}`);
  const parameters = given.map((declared) => {
    const member = propertyOf(node, declared);
    return [
      declared,
      parameterOf(declared, member?.schema ?? UNKNOWN, member?.optional ?? true),
    ] as const;
  });
  return { kind: 'adoption', parameters: new Map(parameters), inputFrom: own, published };
}

const PRIMITIVE =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike;

function parameterOf({ name }: Declared, schema: SchemaNode, optional: boolean): Parameter {
  return { kind: 'parameter', name, role: 'value', optional, schema, degraded: false };
}

/** The properties by name; what they hold is published elsewhere. */
function namesOf({ properties, required }: JsonObject): Extract<SchemaNode, { kind: 'object' }> {
  const names = properties !== undefined && isObject(properties) ? Object.keys(properties) : [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return {
    kind: 'object',
    properties: names.map((name) => ({ name, schema: UNKNOWN, optional: !needed.has(name) })),
  };
}

function propertyOf(node: Extract<SchemaNode, { kind: 'object' }>, { name }: Declared) {
  return node.properties.find((property) => property.name === name);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
