// Chooses the signature that a tool is made of, or the few that it is made of together.
import { ts } from 'ts-morph';
import { type Doc, docOf, tagOf } from '../docs/doc.js';
import type { Candidate } from '../exports/exports.js';
import type { Reading } from '../reading.js';
import { adopting } from '../schemas/adopted.js';
import { type Refusal, refuse } from '../types/walk.js';
import { together, uncovered } from './overloads.js';
import { type Shape, shapeOf } from './signature.js';

/**
 * A tagged signature wins; else, of those that can be served, one that takes whatever the others take;
 * else the tool is made of all that no other one covers, in their order, at most four.
 */
export function chooseOverload(reading: Reading, candidate: Candidate, doc: Doc): Shape | Refusal {
  const signatures = candidate.type.getCallSignatures();
  const tagged = signatures.filter((signature) => isTagged(signature));
  const considered = tagged.length > 0 && tagged.length < signatures.length ? tagged : signatures;
  const place = {
    node: candidate.node,
    names: new Map<ts.Type, string>(),
    adopt: adopting(candidate),
  };
  const outcomes = considered.map((signature) =>
    shapeOf(reading, signature, place, signatureDoc(signature, doc, signatures)),
  );
  const [first, ...others] = uncovered(outcomes.filter((outcome) => outcome.kind === 'shape'));
  if (first !== undefined) return others.length === 0 ? first : together(first, others);
  const refusal = outcomes.find((outcome) => outcome.kind === 'refused');
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
  { declaration }: ts.Signature,
  shared: Doc,
  all: readonly ts.Signature[],
): Doc {
  if (declaration === undefined || all.length === 1) return shared;
  const own = docOf([declaration]);
  return {
    summary: own.summary || shared.summary,
    tags: own.tags.length > 0 ? own.tags : shared.tags,
    params: new Map([...shared.params, ...own.params]),
  };
}
