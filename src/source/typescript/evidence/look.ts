// What one node of a function's code does: a call, a change, a getter, a look at the environment.
import { ts } from 'ts-morph';
import type { Reading } from '../reading.js';
import { type Called, isFunction } from './callee.js';
import { enter, follow, isCallback } from './calls.js';
import { changedBy } from './changes.js';
import { isEnvironment } from './environment.js';
import { type Given, mentions } from './given.js';
import { waits } from './loops.js';
import { initialValue, meantBy } from './meant.js';
import { loadsModule } from './origin.js';
import { add, type Evidence, type Frame, type Search, type Spot } from './search.js';

/** What one node does by itself; what stands inside it is not looked at. */
export function look(search: Search, node: ts.Node, frame: Frame, looped: boolean): void {
  const { reading } = search;
  const changed = changedBy(reading, node, frame.shared);
  if (changed !== undefined) {
    const words = `it changes ${changed}`;
    add(search, { effect: 'state', danger: 'silent', reads: false, words }, node, looped);
  }
  environment(search, node, frame.given);
  madeBefore(search, node, frame, looped);
  const called = calledBy(reading, node, frame.given);
  if (called === undefined) getter(search, node, frame, looped);
  else if (ts.isCallExpression(node) && loadsModule(node)) load(search, node, called);
  else enterAll(search, called, frame, { node, looped });
}

/** The call itself, and the functions that it is handed by name. */
function enterAll(search: Search, called: Called, frame: Frame, spot: Spot): void {
  const { reading } = search;
  const { node, looped } = spot;
  const wait = waits(reading, node, looped);
  if (wait !== undefined) {
    add(search, { effect: 'slow', danger: 'silent', reads: true, words: wait }, node, looped);
  }
  for (const each of meantBy(reading, called)) enter(search, each, frame, spot);
  const callbacks = called.args.filter(ts.isExpression).filter((one) => isCallback(reading, one));
  for (const callee of callbacks) {
    const handed = { ...called, args: [node], callee };
    for (const each of meantBy(reading, handed))
      enter(search, each, frame, { node: callee, looped });
  }
}

function calledBy(reading: Reading, node: ts.Node, given: Given): Called | undefined {
  const isGiven = (one: ts.Node) => mentions(reading, one, given);
  if (ts.isTaggedTemplateExpression(node))
    return { callee: node.tag, args: [node.template], isGiven };
  return ts.isCallExpression(node) || ts.isNewExpression(node)
    ? { callee: node.expression, args: node.arguments ?? [], isGiven }
    : undefined;
}

/** Modules under a name that the caller gives. */
function load(search: Search, node: ts.CallExpression, { args, isGiven }: Called): void {
  if (!args.some(isGiven)) return;
  const words = 'it loads a module that the caller names';
  add(search, { effect: 'code', danger: 'always', reads: false, words }, node, false);
}

/** A value of the module that a process or code from text made, when the module was loaded. */
function madeBefore(search: Search, node: ts.Node, frame: Frame, looped: boolean): void {
  const made = initialValue(search.reading, node);
  if (made === undefined || !search.own.has(made.getSourceFile())) return;
  const { depth } = frame;
  if (depth === 0 || search.made.has(made)) return;
  search.made.add(made);
  const found: Evidence[] = [];
  // What is dropped here must be found again where the function calls it itself.
  const inner: Search = { ...search, found, seen: new Set() };
  const before: Frame = { given: new Set(), shared: new Set(), depth: depth - 1 };
  const visit = (part: ts.Node): void => {
    if (isFunction(part) || makesFunction(search.reading, part)) return;
    look(inner, part, before, looped);
    ts.forEachChild(part, visit);
  };
  visit(made);
  search.found.push(...found.filter(({ effect }) => effect === 'process' || effect === 'code'));
}

/** `promisify(exec)` runs nothing yet. */
function makesFunction({ checker }: Reading, node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) && checker.getTypeAtLocation(node).getCallSignatures().length > 0
  );
}

/** A getter runs code, too. */
function getter(search: Search, node: ts.Node, frame: Frame, looped: boolean): void {
  if (!ts.isPropertyAccessExpression(node)) return;
  const symbol = search.reading.checker.getSymbolAtLocation(node);
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.GetAccessor)) return;
  const accessor = symbol.declarations?.find(ts.isGetAccessorDeclaration);
  if (accessor !== undefined && search.own.has(accessor.getSourceFile())) {
    follow(search, accessor, { args: [], isGiven: () => false }, frame, { node, looped });
  }
}

/** The environment as a whole, or a variable that the caller names. */
function environment(search: Search, node: ts.Node, given: Given): void {
  const { reading } = search;
  if (!isEnvironment(reading, node)) return;
  const { parent } = node;
  const isRead = ts.isPropertyAccessExpression(parent) && parent.expression === node;
  const isPicked = ts.isVariableDeclaration(parent);
  if (isRead || isPicked) return;
  const byName = ts.isElementAccessExpression(parent) && parent.expression === node;
  if (byName && !mentions(reading, parent.argumentExpression, given)) return;
  const what = byName ? 'an environment variable the caller names' : 'the whole environment';
  const words = `it hands out ${what}`;
  add(search, { effect: 'environment', danger: 'always', reads: true, words }, node, false);
}
