// How a result is got out of what a function returns: collected, unwrapped, passed through, or as it is.
import { ts } from 'ts-morph';
import type { Delivery } from '../../../model/module.js';
import type { SchemaNode } from '../../../model/schema.js';
import { type Doc, tagOf } from '../docs/doc.js';
import type { Reading } from '../reading.js';
import { builtinName } from '../types/builtins.js';
import { type Refusal, refuse } from '../types/walk.js';
import { isContent } from './content.js';
import { iterationOf } from './iteration.js';
import { outcomeOf } from './outcome.js';
import { streamOf } from './streams.js';

/** What is published of a returned value, and the way to it. */
export interface Delivered {
  readonly kind: 'delivered';
  /** Absent when it is the value itself. */
  readonly delivery?: Delivery;
  /** The types of what is published, as alternatives; empty where `node` says it. */
  readonly types: readonly ts.Type[];
  readonly node?: SchemaNode;
  /** Members that are not published: what tells a success from a failure. */
  readonly omit?: ReadonlySet<string>;
}

/** Reads the awaited type of a result; a refusal when nothing can be published of it. */
export function deliveryOf(reading: Reading, type: ts.Type, doc: Doc): Delivered | Refusal {
  const outcome = outcomeOf(reading, type);
  const within = outcome?.types ?? (type.isUnion() ? type.types : []);
  const refusal = within
    .map((part) => refusalWithin(reading, part))
    .find((found) => found !== undefined);
  if (refusal !== undefined) return refusal;
  if (outcome !== undefined) return { kind: 'delivered', ...outcome };
  if (isContent(reading, type)) {
    return { kind: 'delivered', delivery: { kind: 'content' }, types: [] };
  }
  return alone(reading, type, doc) ?? { kind: 'delivered', types: [type] };
}

/** What is got by a way of its own, but only where it stands alone. */
function alone(reading: Reading, type: ts.Type, doc: Doc): Delivered | Refusal | undefined {
  if (!(type.flags & ts.TypeFlags.Object)) return undefined;
  const refusal = refusalOf(reading, type);
  if (refusal !== undefined) return refusal;
  const streamed = streamOf(reading, type, tagOf(doc, 'mime'));
  if (streamed !== undefined) return { kind: 'delivered', types: [], ...streamed };
  const iteration = iterationOf(reading, type);
  if (iteration === undefined) return undefined;
  const { item, last } = iteration;
  return last === undefined
    ? { kind: 'delivered', delivery: { kind: 'items' }, types: [item] }
    : { kind: 'delivered', delivery: { kind: 'last' }, types: [last] };
}

function refusalWithin(reading: Reading, part: ts.Type): Refusal | undefined {
  const found = alone(reading, part, { summary: '', tags: [], params: new Map() });
  return found?.kind === 'delivered'
    ? refuse('it returns a stream or an iterator beside other values', COLLECTED)
    : found;
}

const COLLECTED = 'export a wrapper that collects it and returns plain data';

const UNREADABLE = new Set([
  'Response',
  'SharedArrayBuffer',
  'WritableStream',
  'Writable',
  'WriteStream',
  'URLSearchParams',
  'Headers',
  'FormData',
]);

function refusalOf(reading: Reading, type: ts.Type): Refusal | undefined {
  if (type.getCallSignatures().length > 0) {
    return refuse(
      'it returns a function, which cannot be sent',
      'export a function that calls it and returns plain data',
    );
  }
  const name = builtinName(reading, type) ?? '';
  return UNREADABLE.has(name)
    ? refuse(`it returns a ${name}, which is no data`, 'return what it holds, as plain data')
    : undefined;
}
