// What every kind of auth gives the server: a verdict on a request's headers.
import type { IncomingHttpHeaders } from 'node:http';

/** Who is calling, or why nobody may. */
export type Verdict = { readonly caller: string } | Refusal;

export interface Refusal {
  /** What the client reads; never repeats the credential. */
  readonly refused: string;
  /** The answer's `WWW-Authenticate` header. */
  readonly challenge: string;
  /** For the log, when the operator can help. */
  readonly hint?: string;
}

export interface Auth {
  /** Reads the headers alone: a request without credentials never gets its body read. */
  check(headers: IncomingHttpHeaders): Verdict;
  /** Reads the credentials again, on SIGHUP; what was valid stays when the new ones are broken. */
  reload(): { readonly problems: readonly string[] };
}
