// How one client's configuration file spells the hand-off.
import type { HandOff } from '../handoff.js';

export interface ClientEntry {
  readonly label: string;
  /** Path in the generated project. */
  readonly path: string;
  /** The object of that file. */
  config(handOff: HandOff): object;
}
