// The form of a check: an id that stays, a title, what has to be well before it makes sense.
import type { Look } from '../look.js';
import type { Outcome } from '../report.js';

export type CheckId =
  | 'reachable'
  | 'tls'
  | 'healthz'
  | 'endpoint'
  | 'auth-refused'
  | 'oauth-metadata'
  | 'oauth-issuer'
  | 'auth-accepted'
  | 'era-2026-07-28'
  | 'era-2025-11-25'
  | 'tool-names'
  | 'tool-descriptions'
  | 'tool-schemas'
  | 'list-size'
  | 'list-same'
  | 'unknown-tool'
  | 'host'
  | 'origin'
  | 'accept'
  | 'get'
  | 'speed';

export interface Check {
  readonly id: CheckId;
  /** A few words; the detail says what was found. */
  readonly title: string;
  /** Checks that must not have failed: without them this one would only repeat their finding. */
  readonly needs: readonly CheckId[];
  /** @throws ExchangeError when there is no answer */
  look(look: Look): Promise<Outcome>;
}
