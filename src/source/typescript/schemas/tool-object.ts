// Objects that are tools already, as AI and MCP libraries have them: a schema, a description, a function.
import type { ts } from 'ts-morph';
import type { Candidate } from '../exports/exports.js';
import type { Reading } from '../reading.js';
import { propertyType, schemaTypes } from './own-schema.js';
import { literalBehind, memberLiteral, memberOf, memberValue, toolName } from './tool-literal.js';

/** What a candidate that is the function of such an object brings along. */
export interface ToolObject {
  /** The way to its schema on the module's namespace, and the type and syntax of it. */
  readonly schema: readonly string[];
  readonly schemaType: ts.Type;
  readonly written?: ts.Expression;
  /** The object's type does not promise the function. */
  readonly optional: boolean;
  /** The object literal that defines it. */
  readonly literal?: ts.ObjectLiteralExpression;
}

const SCHEMAS = ['inputSchema', 'parameters', 'input_schema'];
const FUNCTIONS = ['execute', 'handler', 'callback', 'cb', 'run', 'function'];

/** The function of an exported tool object as a candidate; undefined when the value is none. */
function toolCandidate(reading: Reading, base: Candidate): Candidate | undefined {
  const literal = literalBehind(reading, base.symbol);
  const plain = toolIn(reading, base, base.type, base.path, literal);
  if (plain !== undefined) return plain;
  // `{ type: 'function', function: { name, description, parameters } }`
  const inner = propertyType(reading, base.type, 'function');
  if (inner === undefined || inner.getCallSignatures().length > 0) return undefined;
  const path = [...base.path, 'function'];
  return toolIn(reading, base, inner, path, literal && memberLiteral(literal, 'function'));
}

function toolIn(
  reading: Reading,
  base: Candidate,
  definition: ts.Type,
  path: readonly string[],
  literal: ts.ObjectLiteralExpression | undefined,
): Candidate | undefined {
  const { checker } = reading;
  const schemaName = SCHEMAS.find((name) => checker.getPropertyOfType(definition, name));
  const schemaType = schemaName && propertyType(reading, definition, schemaName);
  if (schemaName === undefined || !schemaType || !isSchemaLike(reading, schemaType))
    return undefined;
  const found = functionOf(reading, definition, path) ?? functionOf(reading, base.type, base.path);
  if (found === undefined) {
    const isTool = checker.getPropertyOfType(definition, 'description') !== undefined;
    return isTool ? { ...base, refusal: NO_FUNCTION } : undefined;
  }
  const { symbol, type } = found;
  const own = literal && memberOf(literal, symbol.name);
  const written = memberValue(literal, schemaName);
  return {
    export: base.export,
    name: toolName(reading, base, literal),
    path: found.path,
    symbol,
    node: own ?? base.node,
    type,
    written: base.node,
    tool: {
      schema: [...path, schemaName],
      schemaType,
      optional: found.optional,
      ...(written && { written }),
      ...(literal && { literal }),
    },
  };
}

const NO_FUNCTION = {
  reason: 'it is a tool without a function, which only a client of its own could run',
  hint: 'give it an execute function',
} as const;

function functionOf(reading: Reading, type: ts.Type, path: readonly string[]) {
  const { checker } = reading;
  for (const name of FUNCTIONS) {
    const symbol = checker.getPropertyOfType(type, name);
    if (symbol === undefined) continue;
    const declared = checker.getTypeOfSymbol(symbol);
    const callable = checker.getNonNullableType(declared);
    if (callable.getCallSignatures().length === 0) continue;
    return { symbol, type: callable, optional: callable !== declared, path: [...path, name] };
  }
  return undefined;
}

/** Whether its type promises less than a call needs: the function itself, or one way in which it answers. */
export function isLoose({ checker }: Reading, { type, tool }: Candidate): boolean {
  const answers = type.getCallSignatures().map((one) => checker.getReturnTypeOfSignature(one));
  return tool?.optional === true || answers.some((answer) => promised(answer) !== undefined);
}

/** Of `AsyncIterable<T> | PromiseLike<T> | T`, as AI libraries have tools answer, the promise. */
export function promised(type: ts.Type): ts.Type | undefined {
  if (!type.isUnion()) return undefined;
  const isInPieces = type.types.some(({ symbol }) => symbol?.name === 'AsyncIterable');
  return isInPieces
    ? type.types.find(({ symbol }) => /^Promise(Like)?$/.test(symbol?.name ?? ''))
    : undefined;
}

/** What an exported value is of its own: nothing for a schema, the function for a tool object. */
export function ownForm(reading: Reading, base: Candidate): Candidate[] | undefined {
  if (schemaTypes(reading, base.type) !== undefined) return [];
  const found = toolCandidate(reading, base);
  return found && [found];
}

/** A schema, members that are schemas, JSON Schema, or one of several of these. */
function isSchemaLike(reading: Reading, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some((member) => isSchemaLike(reading, member));
  if (schemaTypes(reading, type) !== undefined) return true;
  if (propertyType(reading, type, 'jsonSchema') !== undefined) return true;
  const members = reading.checker.getPropertiesOfType(type);
  const isJson = members.some(({ name }) => name === 'type' || name === 'properties');
  return isJson || isShape(reading, type);
}

/** Whether every member is a schema. */
export function isShape(reading: Reading, type: ts.Type): boolean {
  const members = reading.checker.getPropertiesOfType(type);
  return (
    members.length > 0 &&
    members.every((member) => schemaTypes(reading, reading.checker.getTypeOfSymbol(member)))
  );
}
