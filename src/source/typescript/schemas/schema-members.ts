// Members of object schemas, read from the object literals that define them.
import { ts } from 'ts-morph';
import type { PropertyNode, SchemaNode } from '../../../model/schema.js';
import { objectLiteral } from './schema-chain.js';
import { refined, type SchemaReader } from './schema-reader.js';

/** Members of another object schema win over those of `node`. */
export function mergedMembers(
  reader: SchemaReader,
  node: SchemaNode,
  other: ts.Expression,
  pristine: SchemaNode,
): SchemaNode {
  const right = refined(reader, pristine, other);
  if (node.kind !== 'object' || right.kind !== 'object' || pristine.kind !== 'object') return node;
  const changed = new Map(
    right.properties.flatMap((property, index) =>
      property === pristine.properties[index] ? [] : [[property.name, property] as const],
    ),
  );
  const properties = node.properties.map((property) => changed.get(property.name) ?? property);
  return { ...node, properties };
}

/** Members that an object literal defines are read from it, those of `pristine` being what their types say. */
export function withMembers(
  reader: SchemaReader,
  node: SchemaNode,
  literal: ts.Expression,
  pristine: SchemaNode,
): SchemaNode {
  if (node.kind !== 'object' || pristine.kind !== 'object') return node;
  const shape = objectLiteral(reader.walk.reading, literal);
  if (shape === undefined) {
    reader.unread.push(literal);
    return node;
  }
  const written = membersOf(reader, shape);
  const typed = new Map(pristine.properties.map((property) => [property.name, property]));
  const properties = node.properties.map((property): PropertyNode => {
    const expression = written.get(property.name);
    const before = typed.get(property.name);
    return expression === undefined || before === undefined
      ? property
      : { ...property, schema: refined(reader, before.schema, expression) };
  });
  const order = [...written.keys()];
  const place = ({ name }: PropertyNode) => order.indexOf(name);
  return { ...node, properties: properties.sort((a, b) => place(a) - place(b)) };
}

function membersOf(
  reader: SchemaReader,
  literal: ts.ObjectLiteralExpression,
): Map<string, ts.Expression> {
  const members = new Map<string, ts.Expression>();
  for (const member of literal.properties) {
    const { name } = member;
    const key =
      name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined;
    if (key !== undefined && ts.isPropertyAssignment(member)) members.set(key, member.initializer);
    else if (key !== undefined && ts.isShorthandPropertyAssignment(member))
      members.set(key, member.name);
    else reader.unread.push(member);
  }
  return members;
}
