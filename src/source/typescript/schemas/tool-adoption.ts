// The input of a tool object's function, as the schema beside it has it.
import { ts } from 'ts-morph';
import type { PropertyNode } from '../../../model/schema.js';
import type { Reading } from '../reading.js';
import type { Declared } from '../signature/declared.js';
import { type Parameter, parameterOf } from '../signature/parameter.js';
import { allowsUndefined } from '../types/undefined.js';
import type { Refusal, Walk } from '../types/walk.js';
import type { Adoption } from './adopted.js';
import { jsonAdoption } from './json-constant.js';
import { asParameter, judgedBy, ownSchema } from './judge.js';
import { propertyType, schemaTypes } from './own-schema.js';
import { bare, objectLiteral } from './schema-chain.js';
import { schemaNode } from './schema-node.js';
import { memberValue } from './tool-literal.js';
import { isShape, type ToolObject } from './tool-object.js';

/** Its schema judges the first parameter; what AI libraries pass beside it is passed by the server, too. */
export function toolAdoption(
  walk: Walk,
  [input, ...others]: readonly Declared[],
  tool: ToolObject,
): Adoption | Refusal | undefined {
  if (input === undefined) return undefined;
  const adoption = inputOf(walk, input, tool);
  if (adoption.kind === 'refused') return adoption;
  const told = others
    .filter(({ type }) => isExecution(walk.reading, type))
    .map((declared) => [declared, executionOf(declared)] as const);
  return { ...adoption, parameters: new Map([...adoption.parameters, ...told]) };
}

/** What the AI SDK tells a tool's function of the conversation. */
function isExecution({ checker }: Reading, type: ts.Type): boolean {
  const plain = checker.getNonNullableType(type);
  return ['toolCallId', 'messages'].every((name) => checker.getPropertyOfType(plain, name));
}

function executionOf({ name, optional }: Declared): Parameter {
  return { kind: 'parameter', name, role: 'execution', optional, degraded: false };
}

function inputOf(walk: Walk, input: Declared, tool: ToolObject): Adoption | Refusal {
  const { reading } = walk;
  const { written, schema: path, schemaType } = tool;
  const name = path.join('.');
  const type = written === undefined ? schemaType : reading.checker.getTypeAtLocation(written);
  const types = schemaTypes(reading, type);
  if (types !== undefined) {
    const use = isExact(walk, input, schemaType) ? 'adopt' : 'of';
    return only(
      input,
      judgedBy(walk, input, { name, path, use, types, ...(written && { written }) }),
    );
  }
  if (isShape(reading, type)) return only(input, ofShape(walk, input, tool, type));
  const json = written && jsonLiteral(walk, written);
  if (json !== undefined) return jsonAdoption(reading, [input], { name, path, written: json });
  const parameter = parameterOf(walk, input);
  return only(
    input,
    parameter.kind === 'refused' ? parameter : { ...parameter, own: { path, use: 'of' } },
  );
}

function only(declared: Declared, parameter: Parameter | Refusal): Adoption | Refusal {
  if (parameter.kind === 'refused') return parameter;
  return { kind: 'adoption', parameters: new Map([[declared, parameter]]) };
}

/** Whether the declared type of the schema says by itself that it makes what the function takes. */
function isExact({ reading }: Walk, { type }: Declared, schema: ts.Type): boolean {
  const types = schemaTypes(reading, schema);
  return types !== undefined && reading.checker.isTypeAssignableTo(types.output, type);
}

/** Members that are schemas: `{ city: z.string() }`. */
function ofShape(
  walk: Walk,
  input: Declared,
  { written, schema: path }: ToolObject,
  type: ts.Type,
): Parameter | Refusal {
  const properties: PropertyNode[] = [];
  for (const { name } of walk.reading.checker.getPropertiesOfType(type)) {
    const own = propertyType(walk.reading, type, name);
    const types = own && schemaTypes(walk.reading, own);
    if (types === undefined) continue;
    const value = written && memberValue(objectLiteral(walk.reading, written), name);
    const node = schemaNode(walk, { name, types, ...(value && { written: value }) });
    if (node.kind === 'refused') return node;
    properties.push({ name, schema: node, optional: allowsUndefined(types.input) });
  }
  const schema = { kind: 'object', properties } as const;
  const parameter = asParameter(input, { schema, optional: input.optional });
  return { ...parameter, own: ownSchema({ path, use: 'of' }, schema) };
}

/** A JSON Schema as it is written, also inside `jsonSchema(…)`. */
function jsonLiteral(walk: Walk, written: ts.Expression): ts.Expression | undefined {
  const node = bare(written);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  return objectLiteral(walk.reading, first ?? node);
}
