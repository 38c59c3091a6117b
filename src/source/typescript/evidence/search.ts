// What a search for evidence knows on its way, and what it finds.
import type { ts } from 'ts-morph';
import { placeOf, type Reading } from '../reading.js';
import type { Given } from './given.js';

export interface Evidence {
  /** What it does; `state`: changes what outlives the call; `unknown`: calls what cannot be looked into. */
  readonly effect:
    | 'read'
    | 'write'
    | 'delete'
    | 'process'
    | 'code'
    | 'network'
    | 'database'
    | 'environment'
    | 'state'
    | 'chance'
    | 'slow'
    | 'unknown';
  /** `always`: proposed out; `by-name`: only together with a destructive name; `never`: a note; `silent`: none. */
  readonly danger: 'always' | 'by-name' | 'never' | 'silent';
  /** Nothing is changed by it. */
  readonly reads: boolean;
  readonly words: string;
  /** `lib.ts:12` */
  readonly place: string;
  /** It happens again and again: in a loop over input, or one without an end of its own. */
  readonly looped: boolean;
}

/** Evidence before its place is known. */
export type Judged = Omit<Evidence, 'place' | 'looped'>;

/** What is known of an export's code. */
export interface Body {
  /** False for declarations alone: then nothing is claimed. */
  readonly known: boolean;
  readonly evidence: readonly Evidence[];
}

export interface Search {
  readonly reading: Reading;
  readonly own: ReadonlySet<ts.SourceFile>;
  readonly seen: Set<string>;
  readonly ids: Map<ts.Node, number>;
  /** Values of the module whose making was searched already. */
  readonly made: Set<ts.Node>;
  readonly found: Evidence[];
  /** Searches a function of the source's own as it is called. */
  readonly into: (fn: ts.FunctionLikeDeclaration, frame: Frame, looped: boolean) => void;
}

/** One function as it is called. */
export interface Frame {
  readonly fn?: ts.FunctionLikeDeclaration;
  readonly given: Given;
  readonly shared: ReadonlySet<ts.Symbol>;
  readonly depth: number;
}

export interface Spot {
  readonly node: ts.Node;
  readonly looped: boolean;
}

export const DEPTH = 3;

export function add(
  { reading, found }: Search,
  judged: Judged,
  node: ts.Node,
  looped: boolean,
): void {
  const { file, line } = placeOf(reading, node);
  found.push({ ...judged, place: `${file}:${line}`, looped });
}
