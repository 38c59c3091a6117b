// Arrays and tuples.
import { ts } from 'ts-morph';
import type { SchemaNode } from '../../../model/schema.js';
import { docOf } from '../docs/doc.js';
import { argument, argumentNode } from './argument.js';
import { builtinName, isReference, typeArguments } from './builtins.js';
import { toSchema } from './schema.js';
import { withoutUndefined } from './undefined.js';
import { type Outcome, PLAIN_DATA, refuse, UNKNOWN, type Walk } from './walk.js';

/** The node of an array, a tuple, or an interface that extends one; undefined for other types. */
export function listSchema(walk: Walk, type: ts.Type, written?: ts.TypeNode): Outcome | undefined {
  const { checker } = walk.reading;
  if (checker.isTupleType(type)) return tuple(walk, type, written);
  return checker.isArrayType(type)
    ? array(walk, type, written)
    : (listBase(walk, type) ?? arrayLike(walk, type));
}

/** `ArrayLike<T>`, and whatever else asks only for a length and items by number: an array is given. */
function arrayLike(walk: Walk, type: ts.Type): Outcome | undefined {
  const { checker } = walk.reading;
  const items = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const isOpen = checker.getIndexInfosOfType(type).length !== 1;
  const [length, ...others] = checker.getPropertiesOfType(type);
  if (walk.direction === 'out' || items === undefined || isOpen) return undefined;
  if (length?.name !== 'length' || others.length > 0) return undefined;
  const outcome = toSchema(walk, withoutUndefined(walk, items));
  return outcome.kind === 'refused' ? outcome : { kind: 'array', items: outcome };
}

function array(walk: Walk, type: ts.Type, written?: ts.TypeNode): Outcome {
  const [itemType] = typeArguments(walk, type);
  const itemNode = elementNode(written);
  if (itemType === undefined) return UNKNOWN;
  const readonly = type.symbol?.name === 'ReadonlyArray' ? { readonly: true } : {};
  if (itemType.flags & ts.TypeFlags.Never) return { ...emptyList(walk), ...readonly };
  const items = argument(walk, itemType, itemNode);
  return items.kind === 'refused' ? items : { kind: 'array', items, ...readonly };
}

/** `never[]`; of a result, the compiler knows no more than that it is an array. */
function emptyList({ direction }: Walk): SchemaNode {
  return direction === 'in'
    ? { kind: 'tuple', items: [], minItems: 0 }
    : { kind: 'array', items: UNKNOWN };
}

function elementNode(node: ts.TypeNode | undefined): ts.TypeNode | undefined {
  if (node === undefined) return undefined;
  if (ts.isArrayTypeNode(node)) return node.elementType;
  if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node))
    return elementNode(node.type);
  return argumentNode(node, ['Array', 'ReadonlyArray'], 0);
}

/** `interface X extends Array<T>`: an array, when nothing more is asked of it. */
function listBase(walk: Walk, type: ts.Type): Outcome | undefined {
  if (!type.isClassOrInterface()) return undefined;
  const { checker } = walk.reading;
  const collection = checker.getBaseTypes(type).find((each) => isCollection(walk, each));
  if (collection !== undefined && walk.direction === 'out') return toSchema(walk, collection);
  const base = checker.getBaseTypes(type).find((candidate) => checker.isArrayType(candidate));
  if (base === undefined) return undefined;
  if (walk.direction === 'out' || checker.isTypeAssignableTo(base, type))
    return toSchema(walk, base);
  return refuse(`${walk.subject} is an array with members of its own`, PLAIN_DATA);
}

/** A class that extends Map or Set is one to those who read it. */
function isCollection({ reading }: Walk, type: ts.Type): boolean {
  return ['Map', 'Set'].includes(builtinName(reading, type) ?? '');
}

function tuple(walk: Walk, type: ts.Type, written?: ts.TypeNode): Outcome {
  if (!isReference(type) || !isTuple(type.target)) return UNKNOWN;
  const members = membersOf(walk, type, type.target, written);
  const outcomes = members.map(({ member, flag, node }) =>
    argument(walk, isGap(flag) ? member : withoutUndefined(walk, member), node),
  );
  const refused = outcomes.find((outcome) => outcome.kind === 'refused');
  if (refused !== undefined) return refused;
  const nodes = outcomes
    .filter((outcome) => outcome.kind !== 'refused')
    .map((node, index) => labelled(node, members[index]?.label));
  const open = members.findIndex(({ flag }) => flag & ts.ElementFlags.Variable);
  const minItems = members.filter(({ flag }) => flag & ts.ElementFlags.Required).length;
  const rest = open < 0 ? undefined : nodes[open];
  const tail = open < 0 ? [] : nodes.slice(open + 1);
  return {
    kind: 'tuple',
    items: open < 0 ? nodes : nodes.slice(0, open),
    minItems: minItems - tail.length,
    ...(rest === undefined ? {} : { rest }),
    ...(tail.length === 0 ? {} : { tail }),
    ...(type.target.readonly ? { readonly: true } : {}),
  };
}

interface Member {
  readonly member: ts.Type;
  readonly flag: ts.ElementFlags;
  readonly node: ts.TypeNode | undefined;
  readonly label: ts.NamedTupleMember | ts.ParameterDeclaration | undefined;
}

/** The members of a tuple; of an input, `...never[]` is none. */
function membersOf(
  walk: Walk,
  type: ts.Type,
  { elementFlags, labeledElementDeclarations: labels }: ts.TupleType,
  written: ts.TypeNode | undefined,
): Member[] {
  return typeArguments(walk, type).flatMap((member, index): Member[] => {
    const flag = elementFlags[index] ?? ts.ElementFlags.Required;
    const isNever = flag & ts.ElementFlags.Variable && member.flags & ts.TypeFlags.Never;
    return isNever && walk.direction === 'in'
      ? []
      : [{ member, flag, node: memberNode(written, index), label: labels?.[index] }];
  });
}

/** A member that stands there even when it is undefined. */
function isGap(flag: ts.ElementFlags): boolean {
  return (flag & ts.ElementFlags.Optional) === 0;
}

export function isTuple(type: ts.GenericType): type is ts.TupleType {
  return (type.objectFlags & ts.ObjectFlags.Tuple) !== 0;
}

function memberNode(node: ts.TypeNode | undefined, index: number): ts.TypeNode | undefined {
  if (node === undefined || !ts.isTupleTypeNode(node)) return undefined;
  const member = node.elements[index];
  if (member === undefined) return undefined;
  return ts.isNamedTupleMember(member) || ts.isOptionalTypeNode(member) ? member.type : member;
}

function labelled(
  node: SchemaNode,
  declaration: ts.NamedTupleMember | ts.ParameterDeclaration | undefined,
): SchemaNode {
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return node;
  const { summary } = docOf([declaration]);
  const label = declaration.name.text;
  return { description: summary === '' ? label : `${label}: ${summary}`, ...node };
}
