// The order of a union's members, as people wrote them or the keys that they are.
import { ts } from 'ts-morph';
import { aliasOf } from '../docs/notes.js';
import { isReference } from './builtins.js';
import type { Walk } from './walk.js';

/** The members in the order people wrote them: the checker's own order changes with unrelated code. */
export function ordered(walk: Walk, type: ts.UnionType, written?: ts.TypeNode): readonly ts.Type[] {
  const declared = type.aliasSymbol?.declarations?.find(ts.isTypeAliasDeclaration)?.type;
  const order = writtenTypes(walk, written ?? declared);
  const rank = (member: ts.Type) => {
    const index = order.indexOf(member);
    return index < 0 ? order.length : index;
  };
  return [...type.types].sort((a, b) => rank(a) - rank(b));
}

function writtenTypes(walk: Walk, node: ts.TypeNode | undefined): ts.Type[] {
  if (node === undefined) return [];
  if (ts.isParenthesizedTypeNode(node)) return writtenTypes(walk, node.type);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node))
    return node.types.flatMap((member) => writtenTypes(walk, member));
  const alias = aliasOf(walk.reading.checker, node);
  if (alias !== undefined && isInOrder(alias.type)) return writtenTypes(walk, alias.type);
  const type = walk.reading.checker.getTypeFromTypeNode(node);
  if (!type.isUnion()) return [type];
  if (ts.isIndexedAccessTypeNode(node)) return [type, ...membersOf(walk, node)];
  if (isKeyOf(node)) return [type, ...keysInOrder(walk, type, node)];
  // Exclude<'b' | 'a' | 'c', 'a'>
  const parts = (ts.isTypeReferenceNode(node) && node.typeArguments) || [];
  return [type, ...parts.flatMap((part) => writtenTypes(walk, part)), ...type.types];
}

/** `(typeof LIST)[number]`: as they are listed; `User['role']`: as the member has them. */
function membersOf(walk: Walk, { objectType, indexType }: ts.IndexedAccessTypeNode): ts.Type[] {
  const { checker } = walk.reading;
  const owner = checker.getTypeFromTypeNode(objectType);
  if (checker.isTupleType(owner) && isReference(owner)) return [...checker.getTypeArguments(owner)];
  const index = checker.getTypeFromTypeNode(indexType);
  return (index.isUnion() ? index.types : [index]).flatMap((key) => {
    const member = key.isStringLiteral() && checker.getPropertyOfType(owner, key.value);
    const declared = member ? member.valueDeclaration : undefined;
    return declared !== undefined && ts.isPropertySignature(declared)
      ? writtenTypes(walk, declared.type)
      : [];
  });
}

/** What tells in which order its members are. */
function isInOrder(node: ts.TypeNode): boolean {
  return ts.isUnionTypeNode(node) || ts.isIndexedAccessTypeNode(node) || isKeyOf(node);
}

function isKeyOf(node: ts.TypeNode): node is ts.TypeOperatorNode {
  return ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;
}

/** As the members that they name are declared. */
function keysInOrder(
  { reading }: Walk,
  { types }: ts.UnionType,
  node: ts.TypeOperatorNode,
): ts.Type[] {
  const owner = reading.checker.getTypeFromTypeNode(node.type);
  const names = reading.checker.getPropertiesOfType(owner).map(({ name }) => name);
  const place = (key: ts.Type) =>
    key.isStringLiteral() || key.isNumberLiteral() ? names.indexOf(String(key.value)) : -1;
  return [...types].sort((a, b) => place(a) - place(b));
}
