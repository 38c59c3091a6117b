// Where a called function comes from: a module, a package, or the platform.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { calledName, declarationsOf } from './callee.js';
import { kindOf } from './known-modules.js';

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
  const [declaration] = declarations;
  const name = declaration && packageHolding(declaration.getSourceFile());
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
  const name = packageHolding(file);
  return name !== undefined && PLATFORM.has(name);
}

/** The innermost package that a file below node_modules belongs to. */
function packageHolding({ fileName }: ts.SourceFile): string | undefined {
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(fileName)?.[1];
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
