// What a function does, seen from its code: a walk over its own calls, three levels deep.
import { ts } from 'ts-morph';
import type { Candidate } from '../exports/exports.js';
import { ownFiles, type Reading } from '../reading.js';
import { bodyOf, type Handed } from './callee.js';
import { enter, partsOf } from './calls.js';
import { judgeModule } from './dangers.js';
import { boundSymbols, isDefined, mentions, spread } from './given.js';
import { look } from './look.js';
import { loops } from './loops.js';
import { add, type Body, DEPTH, type Frame, type Search } from './search.js';

/** What is known of an export by its code, or by the name of the module that declares it. */
export function evidenceOf(reading: Reading, { node, symbol, path }: Candidate): Body {
  const search = startSearch(reading);
  const body = bodyOf(node) ?? symbol.declarations?.map(bodyOf).find(isDefined);
  if (body !== undefined) {
    const given = new Set(body.parameters.flatMap(({ name }) => boundSymbols(reading, name)));
    searchFunction(search, body, { given, shared: new Set(), depth: DEPTH }, false);
    return { known: true, evidence: search.found };
  }
  elsewhere(search, node, path.at(-1) ?? '');
  return { known: false, evidence: search.found };
}

function startSearch(reading: Reading): Search {
  const own = new Set(ownFiles(reading));
  const search: Search = {
    reading,
    own,
    seen: new Set(),
    ids: new Map(),
    made: new Set(),
    found: [],
    into: (fn, frame, looped) => searchFunction(search, fn, frame, looped),
  };
  return search;
}

/** An export that another module declares, or that is made of functions: `promisify(exec)`. */
function elsewhere(search: Search, node: ts.Node, name: string): void {
  const module = ts.findAncestor(node, ts.isModuleDeclaration);
  const ambient = module !== undefined && ts.isStringLiteral(module.name) ? module.name.text : '';
  const handed: Handed = { args: [node], isGiven: () => true };
  const own = ts.isFunctionDeclaration(node) ? node.name?.text : undefined;
  const judged = judgeModule(ambient.replace(/^node:/, ''), own ?? name, handed);
  if (judged !== undefined) add(search, judged, node, false);
  if (!ts.isVariableDeclaration(node) || !search.own.has(node.getSourceFile())) return;
  if (node.initializer === undefined || !ts.isCallExpression(node.initializer)) return;
  const frame: Frame = { given: new Set(), shared: new Set(), depth: DEPTH };
  for (const part of partsOf(node.initializer)) {
    enter(search, { ...handed, callee: part }, frame, { node: part, looped: false });
  }
}

function searchFunction(
  search: Search,
  fn: ts.FunctionLikeDeclaration,
  frame: Frame,
  looped: boolean,
): void {
  const { body } = fn;
  if (body === undefined || isKnown(search, fn, frame, looped)) return;
  const { reading } = search;
  const isGiven = (node: ts.Node) => mentions(reading, node, frame.given);
  const visit = (node: ts.Node, again: boolean): void => {
    spread(reading, node, frame.given);
    look(search, node, { ...frame, fn }, again);
    const inside = again || loops(node, isGiven);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  for (const parameter of fn.parameters) visit(parameter, looped);
  visit(body, looped);
}

/** Whether the function was searched already, called in the same way. */
function isKnown(
  { seen, ids }: Search,
  fn: ts.Node,
  { given, shared }: Frame,
  looped: boolean,
): boolean {
  const id = ids.get(fn) ?? ids.size;
  ids.set(fn, id);
  const names = (symbols: Iterable<ts.Symbol>) => [...symbols].map(({ name }) => name).join();
  const key = [id, looped, names(given), names(shared)].join('|');
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}
