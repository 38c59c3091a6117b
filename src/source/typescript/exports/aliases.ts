// Exports that are one function under several names.
import { ts } from 'ts-morph';
import type { Candidate } from './exports.js';

/** A function exported twice is one tool when nothing else tells the two apart. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const alike = new Map<ts.Symbol | ts.Type, Candidate[]>();
  for (const one of candidates) {
    for (const key of [one.symbol, one.type]) {
      const known = alike.get(key);
      if (known === undefined) alike.set(key, [one]);
      else known.push(one);
    }
  }
  const order = new Map(candidates.map((one, index) => [one, index]));
  const isBefore = (a: Candidate, b: Candidate) => (order.get(a) ?? 0) < (order.get(b) ?? 0);
  return candidates.filter((one) => {
    const others = [...(alike.get(one.symbol) ?? []), ...(alike.get(one.type) ?? [])];
    return !others.some(
      (other) => isSame(one, other) && isBetter(other, one, isBefore(other, one)),
    );
  });
}

/**
 * `export { f, f as g }` is one function: `g` says so, unless `g` is the name that it is declared by. A tool
 * object that is exported and listed in another one says so there.
 */
export function withAliases(candidates: readonly Candidate[]): Candidate[] {
  const main = new Map<ts.Symbol | ts.Node, Candidate>();
  for (const one of candidates.filter(hasIdentity)) {
    const known = main.get(identity(one));
    if (known === undefined || isMain(one, known)) main.set(identity(one), one);
  }
  return candidates.map((one) => {
    const first = hasIdentity(one) ? main.get(identity(one)) : undefined;
    return first === undefined || first.name === one.name ? one : { ...one, sameAs: first.export };
  });
}

function hasIdentity({ path, tool }: Candidate): boolean {
  return path.length === 1 || tool !== undefined;
}

function identity(one: Candidate): ts.Symbol | ts.Node {
  return one.tool === undefined ? one.symbol : definition(one);
}

function isMain(one: Candidate, known: Candidate): boolean {
  return one.tool === undefined ? one.name === one.symbol.name : depth(one) < depth(known);
}

/** By one name: a named export before the default. Deep inside another export: the shorter way to it. */
function isBetter(other: Candidate, one: Candidate, isEarlier: boolean): boolean {
  if (other.name !== one.name) return depth(one) > 2 && depth(other) < depth(one) && !isOfEach(one);
  return isByDefault(one) === isByDefault(other) ? isEarlier : isByDefault(one);
}

/** A method that each object of its type has for itself: one of them does not stand for another. */
function isOfEach({ symbol }: Candidate): boolean {
  const node = symbol.valueDeclaration;
  if (node === undefined || node.getSourceFile().isDeclarationFile) return false;
  if (ts.isMethodSignature(node) || ts.isPropertySignature(node)) return true;
  return ts.isClassElement(node) && !(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static);
}

/** How deep it stands; the function of a tool object as deep as that. */
function depth({ path, tool }: Candidate): number {
  return tool === undefined ? path.length : tool.schema.length - 1;
}

function isSame(one: Candidate, other: Candidate): boolean {
  if (one.tool !== undefined || other.tool !== undefined)
    return definition(one) === definition(other);
  const isFunction = one.type.symbol?.valueDeclaration !== undefined;
  return one.symbol === other.symbol || (isFunction && one.type === other.type);
}

/** What makes a tool object, of which many can share one type. */
function definition({ tool, written, node }: Candidate): ts.Node {
  return tool?.literal ?? written ?? node;
}

function isByDefault({ path }: Candidate): boolean {
  return path[0] === 'default';
}
