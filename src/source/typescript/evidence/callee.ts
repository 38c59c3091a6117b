// What a called expression stands for: a function of the source's own, a module's, or the platform's.
import { ts } from 'ts-morph';
import { type Reading, resolved } from '../reading.js';
import { kindOf } from './known-modules.js';

/** What a call hands over. */
export interface Handed {
  readonly args: readonly ts.Node[];
  /** Whether a value comes from the caller. */
  readonly isGiven: (node: ts.Node) => boolean;
}

/** What is called, however it is written: a call, `new`, a template, a callback. */
export interface Called extends Handed {
  readonly callee: ts.Expression;
}

/** The last name of a called expression; empty when it has none. */
export function calledName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}

/** The called function's name where it is declared, not the one that an import or a pattern gave it. */
export function ownName(reading: Reading, node: ts.Expression): string {
  const [declaration] = declarationsOf(reading, node);
  if (declaration === undefined) return calledName(node) || (keysOf(reading, node)[0] ?? '');
  if (ts.isBindingElement(declaration)) {
    return (declaration.propertyName ?? declaration.name).getText();
  }
  const name =
    isFunction(declaration) || ts.isMethodSignature(declaration) ? declaration.name : undefined;
  return name !== undefined && ts.isIdentifier(name) ? name.text : calledName(node);
}

/** The keys that `table[key]` may be read with, as far as the type of the key says. */
function keysOf({ checker }: Reading, node: ts.Expression): readonly string[] {
  if (!ts.isElementAccessExpression(node)) return [];
  const type = checker.getTypeAtLocation(node.argumentExpression);
  const options = type.isUnion() ? type.types : [type];
  return options.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
}

function symbolsOf(reading: Reading, node: ts.Expression): readonly ts.Symbol[] {
  const { checker } = reading;
  if (!ts.isElementAccessExpression(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol === undefined ? [] : [symbol];
  }
  const type = checker.getTypeAtLocation(node.expression);
  return keysOf(reading, node).flatMap((key) => type.getProperty(key) ?? []);
}

/** Where the called function is declared, aliases and shorthand members followed. */
export function declarationsOf(reading: Reading, node: ts.Expression): readonly ts.Declaration[] {
  return symbolsOf(reading, node).flatMap((symbol) => declaredBy(reading, symbol));
}

function declaredBy({ checker }: Reading, symbol: ts.Symbol): readonly ts.Declaration[] {
  const found = resolved(checker, symbol);
  const declaration = found.valueDeclaration;
  const meant =
    declaration !== undefined && ts.isShorthandPropertyAssignment(declaration)
      ? checker.getShorthandAssignmentValueSymbol(declaration)
      : takenFrom(checker, declaration);
  const target = meant === undefined ? found : resolved(checker, meant);
  return target.declarations ?? [];
}

/** The function that a pattern takes from an object: `const { rmSync: remove } = fs`. */
function takenFrom(checker: ts.TypeChecker, node?: ts.Declaration): ts.Symbol | undefined {
  if (node === undefined || !ts.isBindingElement(node)) return undefined;
  if (!ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken !== undefined)
    return undefined;
  const name = (node.propertyName ?? node.name).getText();
  const member = checker.getTypeAtLocation(node.parent).getProperty(name);
  const made = member?.valueDeclaration;
  const isCode =
    made !== undefined &&
    (isFunction(made) || ts.isMethodSignature(made) || ts.isPropertyAssignment(made));
  return isCode ? member : undefined;
}

/** The function with a body that a declaration makes; of a class, its constructor. */
export function bodyOf(node: ts.Node | undefined): ts.FunctionLikeDeclaration | undefined {
  if (node === undefined) return undefined;
  if (isFunction(node)) return node.body === undefined ? undefined : node;
  if (ts.isClassLike(node)) {
    return node.members.filter(ts.isConstructorDeclaration).find(({ body }) => body !== undefined);
  }
  const holds =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node);
  if (holds) return bodyOf(node.initializer);
  if (
    ts.isExportAssignment(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isParenthesizedExpression(node)
  ) {
    return bodyOf(node.expression);
  }
  return ts.isBinaryExpression(node) ? bodyOf(node.right) : undefined;
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isConstructorDeclaration(node)
  );
}

/** The module a called function comes from: where it is declared, else what its root is imported from. */
export function moduleOf(reading: Reading, node: ts.Expression): string | undefined {
  const declarations = declarationsOf(reading, node);
  const declared = declarations.map(ambientModule).find((name) => name !== undefined);
  if (declared === undefined && declarations.some((one) => isPlatform(reading, one))) {
    return undefined;
  }
  const found = declared ?? importedFrom(reading, node, HOPS) ?? packageDeclaring(declarations);
  return found?.replace(/^node:/, '');
}

const HOPS = 4;

function ambientModule(node: ts.Node): string | undefined {
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return node.name.text;
  return node.parent === undefined ? undefined : ambientModule(node.parent);
}

function packageDeclaring(declarations: readonly ts.Declaration[]): string | undefined {
  const path = declarations[0]?.getSourceFile().fileName ?? '';
  const name = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  if (name === undefined || PLATFORM.has(name)) return undefined;
  return name
    .replace(/^@types\//, '')
    .replace('__', '/')
    .replace(/^(?=[^@]*\/)/, '@');
}

const PLATFORM = new Set(['@types/node', 'undici-types', 'typescript', 'bun-types', '@types/bun']);

/** Whether Node, the web or the language itself declares it. */
export function isPlatform({ program }: Reading, declaration: ts.Declaration): boolean {
  const file = declaration.getSourceFile();
  if (program.isSourceFileDefaultLibrary(file)) return true;
  const name = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file.fileName)?.[1];
  return name !== undefined && PLATFORM.has(name);
}

/** What the root of an expression is imported from, through the variables on the way. */
function importedFrom(reading: Reading, node: ts.Expression, hops: number): string | undefined {
  const loaded = requiredName(node);
  if (loaded !== undefined) return loaded;
  const root = rootOf(node);
  const symbol = root && reading.checker.getSymbolAtLocation(root);
  const declaration = symbol?.declarations?.[0];
  if (declaration === undefined || hops === 0) return undefined;
  const imported = ts.findAncestor(declaration, ts.isImportDeclaration);
  if (imported !== undefined) {
    return ts.isStringLiteral(imported.moduleSpecifier) ? imported.moduleSpecifier.text : undefined;
  }
  if (ts.isImportEqualsDeclaration(declaration)) return requiredBy(declaration);
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  const made = variable?.initializer;
  if (made === undefined) return undefined;
  const required = requiredName(made);
  if (required !== undefined) return required;
  const maker = makerOf(made);
  const name = maker && importedFrom(reading, maker, hops - 1);
  return name !== undefined && isData(name) ? undefined : name;
}

/** What such modules give is text and bytes: looking into those opens nothing. */
function isData(module: string): boolean {
  const kind = kindOf(module.replace(/^node:/, ''));
  return kind === 'files' || kind === 'pure' || kind === 'chance';
}

function requiredBy({ moduleReference: from }: ts.ImportEqualsDeclaration): string | undefined {
  return ts.isExternalModuleReference(from) && ts.isStringLiteralLike(from.expression)
    ? from.expression.text
    : undefined;
}

/** What makes a value that keeps the nature of its module: `new Pool()`, `stripe('key')`, `pool.connect()`. */
function makerOf(node: ts.Expression): ts.Expression | undefined {
  if (ts.isAwaitExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return makerOf(node.expression);
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return node.expression;
  return ts.isPropertyAccessExpression(node) || ts.isIdentifier(node) ? node : undefined;
}

function rootOf(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node)
  ) {
    return rootOf(node.expression);
  }
  return undefined;
}

function requiredName(node: ts.Expression): string | undefined {
  const passes =
    ts.isAwaitExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node);
  if (passes) return requiredName(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const [name] = node.arguments;
  return loadsModule(node) && name !== undefined && ts.isStringLiteralLike(name)
    ? name.text
    : undefined;
}

/** `import(…)`, `require(…)`, `createRequire(…)(…)` and `process.getBuiltinModule(…)`. */
export function loadsModule({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require') ||
    (ts.isCallExpression(expression) && calledName(expression.expression) === 'createRequire') ||
    calledName(expression) === 'getBuiltinModule'
  );
}
