// Default values: literals become the schema's default, short expressions a sentence.
import { ts } from 'ts-morph';
import { fits } from '../../../model/fits.js';
import type { Json, PropertyNode, SchemaNode } from '../../../model/schema.js';
import type { Misfit } from '../docs/notes.js';

const SHORT = 60;

/** The node with what the parameter's initialiser, or its destructuring pattern, says. */
export function withInitialiser(
  checker: ts.TypeChecker,
  node: SchemaNode,
  parameter: ts.ParameterDeclaration | undefined,
  misfit: Misfit,
): SchemaNode {
  if (parameter === undefined) return node;
  const inner = ts.isObjectBindingPattern(parameter.name)
    ? withBindings(checker, node, parameter.name, misfit)
    : node;
  return parameter.initializer === undefined
    ? inner
    : withDefault(checker, inner, parameter.initializer, misfit);
}

function withBindings(
  checker: ts.TypeChecker,
  node: SchemaNode,
  pattern: ts.ObjectBindingPattern,
  misfit: Misfit,
): SchemaNode {
  if (node.kind !== 'object') return node;
  const elements = new Map(pattern.elements.map((element) => [boundName(element), element]));
  const properties = node.properties.map((property): PropertyNode => {
    const element = elements.get(property.name);
    if (element === undefined) return property;
    const { name, initializer } = element;
    const inner = ts.isObjectBindingPattern(name)
      ? withBindings(checker, property.schema, name, misfit)
      : property.schema;
    const schema =
      initializer === undefined ? inner : withDefault(checker, inner, initializer, misfit);
    return { ...property, schema };
  });
  return { ...node, properties };
}

function boundName({ propertyName, name }: ts.BindingElement): string {
  const named = propertyName ?? name;
  return ts.isIdentifier(named) || ts.isStringLiteral(named) ? named.text : named.getText();
}

function withDefault(
  checker: ts.TypeChecker,
  node: SchemaNode,
  expression: ts.Expression,
  misfit: Misfit,
): SchemaNode {
  const value = literalOf(checker, expression);
  if (value !== undefined) {
    if (isEmptyObject(value)) return node;
    if (fits(node, value)) return { ...node, default: value };
    misfit('default', value);
    return node;
  }
  const text = expression.getText().replace(/\s+/g, ' ');
  if (text.length > SHORT || text === 'undefined') return node;
  const words = [node.description, `Default: \`${text}\`.`].filter((part) => part !== undefined);
  return { ...node, description: words.join(' ') };
}

/** `= {}` on an options object says no more than that it may be left out. */
function isEmptyObject(value: Json): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0 &&
    !Array.isArray(value)
  );
}

/** The JSON value of a literal expression; undefined when it must be computed. */
export function literalOf(checker: ts.TypeChecker, node: ts.Expression): Json | undefined {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  ) {
    return literalOf(checker, node.expression);
  }
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isBigIntLiteral(node)) return String(BigInt(node.text.slice(0, -1)));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(node)) return negative(checker, node);
  if (ts.isArrayLiteralExpression(node)) return list(checker, node);
  if (ts.isObjectLiteralExpression(node)) return object(checker, node);
  return ts.isPropertyAccessExpression(node) || ts.isIdentifier(node)
    ? constant(checker, node)
    : undefined;
}

function negative(checker: ts.TypeChecker, node: ts.PrefixUnaryExpression): Json | undefined {
  const value = literalOf(checker, node.operand);
  return node.operator === ts.SyntaxKind.MinusToken && typeof value === 'number'
    ? -value
    : undefined;
}

function list(checker: ts.TypeChecker, node: ts.ArrayLiteralExpression): Json | undefined {
  const items = node.elements.map((element) => literalOf(checker, element));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function object(checker: ts.TypeChecker, node: ts.ObjectLiteralExpression): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const { name } = property;
    const value = literalOf(checker, property.initializer);
    if (value === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name)))
      return undefined;
    entries.push([name.text, value]);
  }
  return Object.fromEntries(entries);
}

/** Enum members, and constants that are initialised with a literal. */
function constant(
  checker: ts.TypeChecker,
  node: ts.PropertyAccessExpression | ts.Identifier,
): Json | undefined {
  const found = checker.getSymbolAtLocation(node);
  const symbol =
    found && (found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found);
  const declaration = symbol?.valueDeclaration;
  const type = checker.getTypeAtLocation(node);
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if (declaration === undefined) return undefined;
  if (ts.isEnumMember(declaration)) return checker.getConstantValue(declaration);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const isConst = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
  return isConst && declaration.initializer !== undefined
    ? literalOf(checker, declaration.initializer)
    : undefined;
}
