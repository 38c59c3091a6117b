// What every kind of auth gives the server: a verdict on a request's headers.
import type { IncomingHttpHeaders } from 'node:http';
import type { Route } from './service.ts';

/** Who is calling, or why nobody may. */
export type Verdict = Admission | Refusal;

export interface Admission {
  /** The identity the credential stands for. */
  readonly caller: string;
  /** What the credential allows, where it says so. */
  readonly scopes?: readonly string[];
}

export interface Refusal {
  /** What the client reads; never repeats the credential. */
  readonly refused: string;
  /** 401 unless given; 403 for a credential that allows too little, 503 while none can be verified. */
  readonly status?: 403 | 503;
  /** The answer's `WWW-Authenticate` header. */
  readonly challenge?: string;
  /** For the log, when the operator can help. */
  readonly hint?: string;
}

export interface Auth {
  /** Reads the headers alone: a request without credentials never gets its body read. Never rejects. */
  check(headers: IncomingHttpHeaders): Verdict | Promise<Verdict>;
  /** Reads the credentials again, on SIGHUP; what was valid stays when the new ones are broken. */
  reload(): { readonly problems: readonly string[] };
  /** Called once, when the server can be reached: at `base`, which is what clients see, without /mcp. */
  start?(base: URL): void;
  /** The 403 of a caller whose credential lacks `scopes`; only where credentials carry some. */
  stepUp?(scopes: readonly string[]): Refusal;
  /** What clients ask before they have a credential. */
  readonly routes?: readonly Route[];
}
