// What a call does: by what is known of the callee, else by the callee's own code.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { bare, bodyOf, type Called, declarationsOf, type Handed, isFunction } from './callee.js';
import { judgeCall } from './dangers.js';
import { isDefined, mentions, passed } from './given.js';
import { isSlow, kindOf } from './known-modules.js';
import { isPlatform, moduleOf } from './origin.js';
import { add, type Frame, type Judged, type Search, type Spot } from './search.js';
import { isShared } from './shared-state.js';

/** What a call does: by what is known of the callee, else by its own code. */
export function enter(search: Search, called: Called, frame: Frame, spot: Spot): void {
  const { reading, own } = search;
  if (isDataMethod(reading, called.callee)) return;
  const judged = judgeCall(reading, called);
  if (judged !== undefined && !isLocalDeletion(reading, judged, called, frame)) {
    add(search, judged, spot.node, spot.looped);
  }
  const module = moduleOf(reading, called.callee);
  if (module !== undefined && isSlow(module)) {
    const words = `it uses ${module}, which takes its time`;
    add(search, { effect: 'slow', danger: 'silent', reads: true, words }, spot.node, spot.looped);
  }
  const declarations = declarationsOf(reading, called.callee);
  const targets = [called.callee, ...declarations]
    .map(bodyOf)
    .filter(isDefined)
    .filter((one) => own.has(one.getSourceFile()));
  for (const target of targets) follow(search, target, called, frame, spot);
  if (targets.length > 0) return;
  if (judged === undefined && !isHarmless(search, called, declarations, frame, spot)) {
    const words = `it calls ${called.callee.getText().replace(/\s+/g, ' ').slice(0, 40)}`;
    add(
      search,
      { effect: 'unknown', danger: 'silent', reads: false, words },
      spot.node,
      spot.looped,
    );
  }
}

const DATA_METHODS =
  /^(then|catch|finally|at|concat|every|filter|find|flat|flatMap|forEach|includes|indexOf|join|json|map|match|padEnd|padStart|reduce|replace|replaceAll|reverse|slice|some|split|startsWith|endsWith|text|toFixed|toISOString|toLowerCase|toString|toUpperCase|trim|trimEnd)$/;

/** A look into what a package gave: the same whether the types of that package were read or not. */
function isDataMethod(reading: Reading, callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || !DATA_METHODS.test(callee.name.text)) return false;
  return isResult(reading, callee.expression);
}

function isResult(reading: Reading, node: ts.Expression, hops = 4): boolean {
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAwaitExpression(node)
  ) {
    return isResult(reading, node.expression, hops);
  }
  if (ts.isCallExpression(node)) return moduleOf(reading, node.expression) !== undefined;
  const [declaration] = ts.isIdentifier(node) ? declarationsOf(reading, node) : [];
  const made =
    declaration !== undefined && ts.isVariableDeclaration(declaration)
      ? declaration.initializer
      : undefined;
  return made !== undefined && hops > 0 && isResult(reading, made, hops - 1);
}

/** `seen.delete(x)` of a set made in the call itself deletes nothing of anybody's. */
function isLocalDeletion(
  reading: Reading,
  judged: Judged,
  { callee }: Called,
  { shared }: Frame,
): boolean {
  if (judged.effect !== 'delete' || judged.danger !== 'by-name') return false;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const isBuiltin = declarationsOf(reading, callee).some((one) => isPlatform(reading, one));
  return isBuiltin && !isShared(reading, callee.expression, shared);
}

function isHarmless(
  search: Search,
  { callee, ...handed }: Called,
  declarations: readonly ts.Declaration[],
  frame: Frame,
  spot: Spot,
): boolean {
  const { reading } = search;
  const [declaration] = declarations;
  if (declaration === undefined)
    return isFunction(bare(callee)) || callee.kind === ts.SyntaxKind.SuperKeyword;
  const module = moduleOf(reading, callee);
  if (module !== undefined) return kindOf(module) === 'pure';
  if (isPlatform(reading, declaration)) return true;
  if (ts.isClassLike(declaration) || isOwn(search, declaration, frame)) return true;
  const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (made === undefined || !ts.isCallExpression(made)) return false;
  const parts = partsOf(made).filter((part) => isCallback(reading, part));
  for (const part of parts) enter(search, { ...handed, callee: part }, frame, spot);
  return parts.length > 0;
}

/** Its own closures and parameters: the first are searched where they stand, the others are the server's. */
function isLocal(declaration: ts.Node, { fn }: Frame): boolean {
  return fn !== undefined && ts.findAncestor(declaration, (node) => node === fn) !== undefined;
}

/** Whether a local name stands for a function written here or one that the caller gave, not for one looked up. */
function isOwn(search: Search, declaration: ts.Declaration, frame: Frame): boolean {
  if (!isLocal(declaration, frame)) return false;
  if (bodyOf(declaration) !== undefined) return true;
  const owner = ts.findAncestor(declaration, ts.isVariableDeclaration);
  if (owner === undefined || !isLocal(owner, frame)) return true;
  const made = owner.initializer;
  return made !== undefined && mentions(search.reading, made, frame.given);
}

/** A function that is handed over by its name, to be called there. */
export function isCallback({ checker }: Reading, node: ts.Expression): boolean {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  return checker.getTypeAtLocation(node).getCallSignatures().length > 0;
}

/** What a function is made of: `promisify(exec)`, `exec.bind(undefined)`. */
export function partsOf({
  expression,
  arguments: args,
}: ts.CallExpression): readonly ts.Expression[] {
  const bound = ts.isPropertyAccessExpression(expression) && expression.name.text === 'bind';
  return bound ? [expression.expression] : args;
}

export function follow(
  search: Search,
  target: ts.FunctionLikeDeclaration,
  handed: Handed,
  frame: Frame,
  { node, looped }: Spot,
): void {
  if (frame.fn !== undefined && isLocal(target, frame)) return;
  if (frame.depth === 0) {
    const words = 'it calls too deep to look';
    add(search, { effect: 'unknown', danger: 'silent', reads: false, words }, node, looped);
    return;
  }
  const given = passed(search.reading, target, handed.args, handed.isGiven);
  const shared = passed(
    search.reading,
    target,
    handed.args,
    (one) =>
      ts.isExpression(one) && isObjectLike(one) && isShared(search.reading, one, frame.shared),
  );
  search.into(target, { given, shared, depth: frame.depth - 1 }, looped);
}

function isObjectLike(node: ts.Node): boolean {
  return (
    !ts.isLiteralExpression(node) && !ts.isArrowFunction(node) && !ts.isFunctionExpression(node)
  );
}
