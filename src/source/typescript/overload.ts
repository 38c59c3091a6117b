// Chooses the signature that a tool is made of.
import { ts } from 'ts-morph';
import { type Doc, docOf, tagOf } from './doc.js';
import type { Candidate } from './exports.js';
import type { Reading } from './reading.js';
import { type Shape, shapeOf } from './signature.js';
import { type Refusal, refuse } from './walk.js';

interface Choice {
  readonly kind: 'choice';
  readonly shape: Shape;
  readonly doc: Doc;
}

/**
 * A tagged signature wins; else, of those that can be served, one that has the parameters of all
 * others; else the one with most. The first of equals.
 */
export function chooseOverload(reading: Reading, candidate: Candidate, doc: Doc): Choice | Refusal {
  const signatures = candidate.type.getCallSignatures();
  const tagged = signatures.filter((signature) => isTagged(signature));
  const considered = tagged.length > 0 && tagged.length < signatures.length ? tagged : signatures;
  const outcomes = considered.map((signature) => {
    const own = signatureDoc(candidate, signature, doc, signatures.length > 1);
    return { doc: own, shape: shapeOf(reading, signature, candidate.node, own) };
  });
  const choices = outcomes.flatMap(({ shape, doc: own }): Choice[] =>
    shape.kind === 'shape' ? [{ kind: 'choice', shape, doc: own }] : [],
  );
  const best = widest(choices);
  if (best !== undefined) return best;
  const refusal = outcomes.map(({ shape }) => shape).find((shape) => shape.kind === 'refused');
  return refusal ?? refuse('it has no call signature', 'export a function');
}

function isTagged({ declaration }: ts.Signature): boolean {
  return (
    declaration !== undefined &&
    !ts.isJSDocSignature(declaration) &&
    tagOf(docOf([declaration]), 'mcp', 'tool') !== undefined
  );
}

/** A signature's own comment; what it lacks comes from the first documented declaration. */
function signatureDoc(
  { node }: Candidate,
  { declaration }: ts.Signature,
  shared: Doc,
  overloaded: boolean,
): Doc {
  if (declaration === undefined || declaration === node || !overloaded) return shared;
  const own = docOf([declaration]);
  return {
    summary: own.summary || shared.summary,
    tags: own.tags.length > 0 ? own.tags : shared.tags,
    params: new Map([...shared.params, ...own.params]),
  };
}

function widest(choices: readonly Choice[]): Choice | undefined {
  const names = choices.map(({ shape }) => shape.input.properties.map(({ name }) => name));
  const superset = choices.find((_, index) =>
    names.every((other) => other.every((name) => names[index]?.includes(name))),
  );
  const most = Math.max(...names.map(({ length }) => length));
  return superset ?? choices.find((_, index) => names[index]?.length === most);
}
