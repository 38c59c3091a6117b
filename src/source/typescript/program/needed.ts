// Which imports the types of a module's exports depend on: what only code inside functions uses is not among them.
import { ts } from 'ts-morph';
import { type Bindings, bindingsOf, isJavaScript, isPrivateMember } from './bindings.js';

/** The source's own files and how they import each other. */
export interface OwnFiles {
  readonly entry: ts.SourceFile;
  readonly files: readonly ts.SourceFile[];
  /** The own file that an import leads to; undefined for packages and for what is missing. */
  readonly target: (
    from: ts.SourceFile,
    specifier: ts.StringLiteralLike,
  ) => ts.SourceFile | undefined;
}

interface Search {
  readonly own: OwnFiles;
  readonly bindings: Map<ts.SourceFile, Bindings>;
  readonly seen: Set<string | ts.Node>;
  readonly pending: ts.Node[];
  readonly needed: Set<string>;
}

/**
 * Follows the exports of the entry through annotations, and through code where a type is inferred.
 * Names are matched without regard to scopes, so the answer may hold more than is needed, never less.
 * Each import is given as `importKey` makes it.
 */
export function neededImports(own: OwnFiles): Set<string> {
  const search: Search = {
    own,
    bindings: new Map(own.files.map((file) => [file, bindingsOf(file)])),
    seen: new Set(),
    pending: [],
    needed: new Set(),
  };
  for (const { always } of search.bindings.values()) search.pending.push(...always);
  exported(search, own.entry, undefined);
  for (let node = search.pending.pop(); node !== undefined; node = search.pending.pop()) {
    if (search.seen.has(node)) continue;
    search.seen.add(node);
    visit(search, node);
  }
  return search.needed;
}

/** One import of one file. */
export function importKey(file: string, specifier: string): string {
  return `${file}\n${specifier}`;
}

/** An export of an own file is needed; all of them without a name. */
function exported(search: Search, file: ts.SourceFile, name: string | undefined): void {
  const bindings = search.bindings.get(file);
  const key = `export ${name ?? '*'} ${file.fileName}`;
  if (bindings === undefined || search.seen.has(key)) return;
  search.seen.add(key);
  const { exports, stars, assigned } = bindings;
  search.pending.push(
    ...(name === undefined ? [...exports.values()].flat() : (exports.get(name) ?? [])),
  );
  search.pending.push(...assigned);
  if (isJavaScript(file)) search.pending.push(...commentsIn(file));
  if (name !== undefined && exports.has(name)) return;
  for (const star of stars) follow(search, star, name);
}

/** An import is needed: that of a package as a whole, that of an own file by name. */
function follow(search: Search, specifier: ts.Node | undefined, name?: string): void {
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
  const file = specifier.getSourceFile();
  const target = search.own.target(file, specifier);
  if (target === undefined) search.needed.add(importKey(file.fileName, specifier.text));
  else exported(search, target, name);
}

function visit(search: Search, node: ts.Node): void {
  if (imported(search, node)) return;
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) named(search, node);
  const parts = partsOf(node);
  if (parts !== undefined) search.pending.push(...parts);
  else search.pending.push(...childrenOf(node));
}

function named({ bindings, pending }: Search, node: ts.Identifier | ts.PrivateIdentifier): void {
  pending.push(...(bindings.get(node.getSourceFile())?.locals.get(node.text) ?? []));
}

/** Follows what is an import, in whatever form. */
function imported(search: Search, node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) follow(search, node.moduleSpecifier);
  else if (ts.isImportClause(node)) follow(search, node.parent.moduleSpecifier, 'default');
  else if (ts.isNamespaceImport(node)) follow(search, node.parent.parent.moduleSpecifier);
  else if (ts.isNamespaceExport(node)) follow(search, node.parent.moduleSpecifier);
  else if (ts.isImportSpecifier(node)) {
    follow(search, importOf(node).moduleSpecifier, (node.propertyName ?? node.name).text);
  } else if (ts.isExportSpecifier(node)) reexported(search, node);
  else return called(search, node);
  return true;
}

function importOf(node: ts.ImportSpecifier): { moduleSpecifier: ts.Expression } {
  return node.parent.parent.parent;
}

function reexported(search: Search, node: ts.ExportSpecifier): void {
  const { moduleSpecifier } = node.parent.parent;
  const name = node.propertyName ?? node.name;
  if (moduleSpecifier !== undefined) follow(search, moduleSpecifier, name.text);
  else if (ts.isIdentifier(name)) search.pending.push(name);
}

/** Imports inside types and expressions, which have more to look at. */
function called(search: Search, node: ts.Node): false {
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    follow(search, node.argument.literal);
  } else if (ts.isExternalModuleReference(node)) follow(search, node.expression);
  else if (ts.isJSDocImportTag(node)) follow(search, node.moduleSpecifier);
  else if (ts.isCallExpression(node) && isLoading(node.expression))
    follow(search, node.arguments[0]);
  return false;
}

function isLoading(node: ts.Expression): boolean {
  if (node.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(node) && node.text === 'require';
}

/** What the type of a declaration depends on; undefined when that is all of it. */
function partsOf(node: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isFunctionLike(node)) return signatureParts(node);
  if (ts.isClassLike(node)) return childrenOf(node).filter((child) => !isPrivateMember(child));
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    return isTyped(node, ts.getJSDocType)
      ? childrenOf(node).filter((child) => child !== node.initializer)
      : undefined;
  }
  return undefined;
}

/** A function with a return type is known by its signature; in JavaScript a class also by its methods' bodies. */
function signatureParts(node: ts.SignatureDeclaration): readonly ts.Node[] {
  const body = 'body' in node ? node.body : undefined;
  const isMember = ts.isClassElement(node) && isJavaScript(node.getSourceFile());
  const isTold =
    isTyped(node, ts.getJSDocReturnType) ||
    ts.isConstructorDeclaration(node) ||
    ts.isSetAccessor(node);
  return childrenOf(node).filter((child) => child !== body || !isTold || isMember);
}

/** Says its type, in JavaScript by a comment. */
function isTyped<N extends ts.Node & { readonly type?: ts.Node | undefined }>(
  node: N,
  inComment: (node: N) => ts.TypeNode | undefined,
): boolean {
  if (node.type !== undefined) return true;
  return isJavaScript(node.getSourceFile()) && inComment(node) !== undefined;
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

/** Types of JavaScript stand in its comments. */
function commentsIn(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (ts.isJSDoc(next)) found.push(next);
    else pending.push(...next.getChildren());
  }
  return found;
}
