// What the names of one file stand for, by its syntax alone.
import { ts } from 'ts-morph';

/** Nodes to look at for a name, before anything is bound or checked. */
export interface Bindings {
  readonly locals: ReadonlyMap<string, readonly ts.Node[]>;
  readonly exports: ReadonlyMap<string, readonly ts.Node[]>;
  /** Modules of `export * from`. */
  readonly stars: readonly ts.Expression[];
  /** What counts whatever is asked for: augmentations, imports for their effect, scripts. */
  readonly always: readonly ts.Node[];
  /** `module.exports = …` and the like, which no export name leads to. */
  readonly assigned: readonly ts.Node[];
}

class Names extends Map<string, ts.Node[]> {
  put(name: string, node: ts.Node): void {
    const known = this.get(name);
    if (known === undefined) this.set(name, [node]);
    else known.push(node);
  }
}

interface Draft extends Bindings {
  readonly locals: Names;
  readonly exports: Names;
  readonly stars: ts.Expression[];
  readonly always: ts.Node[];
  readonly assigned: ts.Node[];
}

export function bindingsOf(file: ts.SourceFile): Bindings {
  const found: Draft = {
    locals: new Names(),
    exports: new Names(),
    stars: [],
    always: [],
    assigned: [],
  };
  for (const statement of file.statements) bindStatement(found, statement);
  if (isJavaScript(file)) found.assigned.push(...file.statements.filter(mayAssign));
  else if (!ts.isExternalModule(file)) found.always.push(...file.statements);
  return found;
}

export function isJavaScript(file: ts.SourceFile): boolean {
  return /\.[cm]?jsx?$/.test(file.fileName);
}

/** `module.exports = f`, `exports.f = g`, `const api = (module.exports = {})`. */
function mayAssign(node: ts.Statement): boolean {
  if (!ts.isVariableStatement(node)) return ts.isExpressionStatement(node);
  return node.declarationList.declarations.some(
    ({ initializer: value }) =>
      value !== undefined && (ts.isBinaryExpression(value) || ts.isParenthesizedExpression(value)),
  );
}

function bindStatement(found: Draft, node: ts.Statement): void {
  if (ts.isImportDeclaration(node)) bindImport(found, node);
  else if (ts.isExportDeclaration(node)) bindExport(found, node);
  else if (ts.isExportAssignment(node)) found.exports.put('default', node.expression);
  else if (ts.isExpressionStatement(node)) bindExpando(found, node);
  else bindDeclaration(found, node);
}

function bindDeclaration(found: Draft, node: ts.Statement): void {
  if (ts.isModuleDeclaration(node) && isAugmentation(node)) found.always.push(node);
  if (ts.isClassLike(node)) bindPrivate(found, node);
  for (const [name, declaration] of declared(node)) {
    found.locals.put(name, declaration);
    if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) continue;
    const isDefault = hasModifier(node, ts.SyntaxKind.DefaultKeyword);
    found.exports.put(isDefault ? 'default' : name, declaration);
  }
}

function bindImport({ locals, always }: Draft, node: ts.ImportDeclaration): void {
  const { importClause: clause } = node;
  if (clause === undefined) always.push(node);
  if (clause?.name !== undefined) locals.put(clause.name.text, clause);
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return;
  const named = ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
  for (const one of named) locals.put(one.name.text, one);
}

function bindExport({ exports, stars }: Draft, node: ts.ExportDeclaration): void {
  const { exportClause: clause, moduleSpecifier } = node;
  if (clause === undefined) {
    if (moduleSpecifier !== undefined) stars.push(moduleSpecifier);
    return;
  }
  const named = ts.isNamespaceExport(clause) ? [clause] : clause.elements;
  for (const one of named) exports.put(one.name.text, one);
}

/** `f.limit = 5` says something about the type of `f`. */
function bindExpando({ locals }: Draft, node: ts.ExpressionStatement): void {
  if (!ts.isBinaryExpression(node.expression)) return;
  let root: ts.Expression = node.expression.left;
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) {
    root = root.expression;
  }
  if (ts.isIdentifier(root)) locals.put(root.text, node);
}

/** Private members count where something that is read for its type names them. */
function bindPrivate({ locals }: Draft, node: ts.ClassLikeDeclaration): void {
  for (const member of node.members) {
    if (isPrivateMember(member) && member.name !== undefined) {
      locals.put(member.name.getText(), member);
    }
  }
}

/** A member that only the class itself reads. */
export function isPrivateMember(node: ts.Node): node is ts.ClassElement {
  if (!ts.isClassElement(node)) return false;
  const isHashed = node.name !== undefined && ts.isPrivateIdentifier(node.name);
  return isHashed || hasModifier(node, ts.SyntaxKind.PrivateKeyword);
}

function isAugmentation(node: ts.ModuleDeclaration): boolean {
  return ts.isStringLiteral(node.name) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

function declared(node: ts.Statement): (readonly [string, ts.Node])[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap((one) =>
      boundNames(one.name).map((name) => [name, one] as const),
    );
  }
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportEqualsDeclaration(node);
  return isNamed ? [[node.name?.text ?? 'default', node]] : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isBindingElement(one) ? boundNames(one.name) : []));
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((one) => one.kind === kind) ?? false);
}
