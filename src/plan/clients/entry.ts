// How one client is told of the server: its configuration file, and what somebody does with it.
import type { HandOff } from '../handoff.js';

/** What our TOML encoder writes: strings, and tables of them. */
export interface TomlTable {
  readonly [key: string]: string | TomlTable;
}

/** `path` is in the generated project. Secrets are placeholders in the client's own spelling. */
export type ClientFile = { readonly path: string } & (
  | { readonly format: 'json'; content(handOff: HandOff): object }
  | { readonly format: 'toml'; content(handOff: HandOff): TomlTable }
);

/** A paragraph of handoff/CONNECT.md; `type` is typed into a field, `run` an argument array, `open` a link. */
export type Step =
  | { readonly say: string }
  | { readonly type: string; readonly label: string }
  | { readonly run: readonly string[] }
  | { readonly open: string; readonly label: string };

export interface ClientEntry {
  readonly label: string;
  /** Absent where everything is typed into a form. */
  readonly file?: ClientFile;
  /** Our own words: nothing of the user's but what `run` and `open` carry. */
  steps(handOff: HandOff): readonly Step[];
}
