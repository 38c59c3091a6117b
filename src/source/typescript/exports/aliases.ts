// Exports that are one function under several names.
import type { ts } from 'ts-morph';
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

/** `export { f, f as g }` is one function: `g` says so, unless `g` is the name that it is declared by. */
export function withAliases(candidates: readonly Candidate[]): Candidate[] {
  const main = new Map<ts.Symbol, Candidate>();
  const exported = candidates.filter(({ path }) => path.length === 1);
  for (const one of exported) {
    if (!main.has(one.symbol) || one.name === one.symbol.name) main.set(one.symbol, one);
  }
  return candidates.map((one) => {
    const first = one.path.length === 1 ? main.get(one.symbol) : undefined;
    return first === undefined || first.name === one.name ? one : { ...one, sameAs: first.export };
  });
}

/** By one name: a named export before the default. Deep inside another export: the shorter way to it. */
function isBetter(other: Candidate, one: Candidate, isEarlier: boolean): boolean {
  if (other.name !== one.name) return one.path.length > 2 && other.path.length < one.path.length;
  return isByDefault(one) === isByDefault(other) ? isEarlier : isByDefault(one);
}

function isSame(one: Candidate, other: Candidate): boolean {
  const isFunction = one.type.symbol?.valueDeclaration !== undefined;
  return one.symbol === other.symbol || (isFunction && one.type === other.type);
}

function isByDefault({ path }: Candidate): boolean {
  return path[0] === 'default';
}
