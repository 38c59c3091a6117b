// Schemas that a parameter's type is made from without being theirs: `User | null`, `User[]`, `Partial<User>`.
import { ts } from 'ts-morph';
import { isInPackage } from '../program/resolution.js';
import { type Reading, resolved } from '../reading.js';
import type { Declared } from '../signature/declared.js';
import type { Walk } from '../types/walk.js';
import { referencedSchema, schemaBehind } from './pairing.js';

/** Says of a parameter that no schema judges which schemas its type comes from: their checks are lost. */
export function tellUnapplied(walk: Walk, declared: Declared): void {
  const { reading, findings } = walk;
  // One that is not exported is told of by itself.
  if (referencedSchema(reading, declared) !== undefined) return;
  const schemas = mentioned(reading, declared.node?.type);
  const [first] = schemas;
  if (first === undefined) return;
  findings.push({
    code: 'schema.unapplied',
    severity: 'warning',
    message: `the checks of ${schemas.join(' and ')} do not run for the parameter ${declared.name}: its type is made from the schema's, and only the type is published`,
    hint: `export a schema of the whole, such as z.array(${first}) for a list, and infer the type from it`,
    node: declared.place,
  });
}

/** The names of schemas that a type is inferred from, at any depth of what the user wrote. */
function mentioned(reading: Reading, node: ts.TypeNode | undefined): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<ts.Node>();
  const visit = (one: ts.Node): void => {
    if (seen.has(one) || isInPackage(one.getSourceFile().fileName)) return;
    seen.add(one);
    const schema = isReference(one) ? schemaBehind(reading, one) : undefined;
    if (schema !== undefined) names.add(schema.symbol.name);
    else for (const next of [...declarationsOf(reading, one), ...one.getChildren()]) visit(next);
  };
  if (node !== undefined) visit(node);
  return [...names];
}

/** The alias or interface that a type names. */
function declarationsOf({ checker }: Reading, node: ts.Node): readonly ts.Node[] {
  if (!isReference(node)) return [];
  const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
  const symbol = checker.getSymbolAtLocation(name);
  const declarations = (symbol && resolved(checker, symbol).declarations) ?? [];
  return declarations.filter(
    (one) => ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one),
  );
}

function isReference(node: ts.Node): node is ts.TypeReferenceNode | ts.ExpressionWithTypeArguments {
  return ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node);
}
