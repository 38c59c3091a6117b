// Types that add nothing to JSON but a name: branded primitives, and strings that a mapping shapes.
import { ts } from 'ts-morph';
import { type SchemaNode, type StringNode, typed } from '../../../model/schema.js';
import { docOf } from '../docs/doc.js';
import { constrain } from '../docs/notes.js';
import type { Reading } from '../reading.js';
import { hasOwnForm } from './builtins.js';
import { toSchema } from './schema.js';
import { typeName } from './type-name.js';
import { type Outcome, PLAIN_DATA, refuse, type Walk } from './walk.js';

const BRANDABLE =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike;

/** The primitive of `string & { __brand: 'UserId' }`; undefined for other types. */
export function brandedPrimitive(type: ts.Type): ts.Type | undefined {
  return type.isIntersection() ? type.types.find(({ flags }) => flags & BRANDABLE) : undefined;
}

/** A branded primitive, list or built-in: the plain one, which in inputs has the brand's type. */
export function branded(walk: Walk, type: ts.Type): Outcome | undefined {
  const { checker } = walk.reading;
  const plain = brandedPrimitive(type) ?? brandedObject(walk.reading, type);
  if (plain === undefined) return undefined;
  const base = toSchema(walk, plain);
  if (base.kind === 'refused') return base;
  const alias = type.aliasSymbol?.declarations?.find(ts.isTypeAliasDeclaration);
  const tagged = alias === undefined ? base : constrain(base, docOf([alias]));
  return checker.isTypeAssignableTo(plain, type) ? tagged : ownType(walk, type, tagged);
}

function brandedObject(reading: Reading, type: ts.Type): ts.Type | undefined {
  if (!type.isIntersection()) return undefined;
  const { checker } = reading;
  const plain = type.types.filter(
    (member) =>
      checker.isArrayType(member) || checker.isTupleType(member) || hasOwnForm(reading, member),
  );
  return plain.length === 1 ? plain[0] : undefined;
}

/** The node with the compiler's own type, which only inputs need. */
export function ownType({ reading, direction }: Walk, type: ts.Type, base: SchemaNode): SchemaNode {
  return direction === 'out'
    ? base
    : typed(base, typeName(reading, type.aliasSymbol ?? type.symbol));
}

/** What a mapped string looks like; of letters beyond ASCII no pattern can tell that all readers know. */
const MAPPED: ReadonlyMap<string, string> = new Map([
  ['Uppercase', '^[^a-z]*$'],
  ['Lowercase', '^[^A-Z]*$'],
  ['Capitalize', '^(?:[^a-z][\\s\\S]*)?$'],
  ['Uncapitalize', '^(?:[^A-Z][\\s\\S]*)?$'],
]);

/** `Uppercase<string>` and its like. */
export function mappedString(walk: Walk, type: ts.Type): Outcome {
  const pattern = MAPPED.get(type.symbol?.name ?? '');
  const argument = 'type' in type ? type.type : undefined;
  if (pattern === undefined || !isPlainString(argument)) {
    return walk.direction === 'out'
      ? { kind: 'string' }
      : refuse(`${walk.subject} is a computed string type`, PLAIN_DATA);
  }
  const node: StringNode = { kind: 'string', pattern };
  return ownType(walk, type, node);
}

function isPlainString(type: unknown): boolean {
  return (
    typeof type === 'object' &&
    type !== null &&
    'flags' in type &&
    type.flags === ts.TypeFlags.String
  );
}
