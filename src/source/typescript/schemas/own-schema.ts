// Schemas that a module brings itself (zod, or what speaks Standard Schema): what they are, how they are reached.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';

/** What a schema takes, and what it makes of it. */
export interface SchemaTypes {
  readonly input: ts.Type;
  readonly output: ts.Type;
}

/** The types of a schema object, told by its members; undefined when it is none. */
export function schemaTypes(reading: Reading, type: ts.Type): SchemaTypes | undefined {
  const standard = propertyType(reading, type, '~standard');
  const types = standard && propertyType(reading, standard, 'types');
  const own = types && pair(reading, types, 'input', 'output');
  if (own !== undefined) return own;
  // zod before 3.24 knows no standard.
  const parses = propertyType(reading, type, 'safeParseAsync') !== undefined;
  return parses ? pair(reading, type, '_input', '_output') : undefined;
}

function pair(
  reading: Reading,
  type: ts.Type,
  inputName: string,
  outputName: string,
): SchemaTypes | undefined {
  const plain = reading.checker.getNonNullableType(type);
  const input = propertyType(reading, plain, inputName);
  const output = propertyType(reading, plain, outputName);
  return input && output ? { input, output } : undefined;
}

/** The type of a member; undefined when there is none. */
export function propertyType(
  { checker }: Reading,
  type: ts.Type,
  name: string,
): ts.Type | undefined {
  const property = checker.getPropertyOfType(type, name);
  return property && checker.getTypeOfSymbol(property);
}

/** The name under which the entry exports a symbol. */
export function exportedName({ exports }: Reading, symbol: ts.Symbol): string | undefined {
  return [...exports].find(([, exported]) => exported === symbol)?.[0];
}

/** The expression that a constant is initialised with. */
export function initialiserOf(symbol: ts.Symbol): ts.Expression | undefined {
  const declaration = symbol.valueDeclaration;
  const holds =
    declaration !== undefined &&
    (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration));
  return holds ? declaration.initializer : undefined;
}
