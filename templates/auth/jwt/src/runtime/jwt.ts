// Verifies signed tokens (JWT): who signed it, for whom, until when. What cannot be verified is not let in.
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { type Keys, KeysUnavailable } from './keys.ts';

export type Outcome =
  | { readonly claims: JWTPayload }
  /** Why, for the log; of the token it holds no more than whom it is for. */
  | { readonly rejected: string; readonly expired?: boolean }
  /** No key to verify it with: what an operator can do. */
  | { readonly unavailable: string };

/** What a token has to be. */
export interface Rules {
  /** Exactly. */
  readonly issuer: string;
  readonly audience: string;
  /** Asymmetric ones alone: a shared secret or no signature at all is never accepted. */
  readonly algorithms: string[];
}

/** Characters; larger ones are refused before anything is computed. */
const LONGEST = 8192;
/** Seconds that two clocks may differ by. */
const TOLERANCE = 5;
/** What an issuer calls access tokens, as opposed to what else it may sign for the same audience. */
const TYPES = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

/** Never rejects. */
export async function verifyJwt(token: string, keys: Keys, rules: Rules): Promise<Outcome> {
  const malformed = problemOf(token);
  if (malformed !== undefined) return { rejected: malformed };
  const options = { ...rules, requiredClaims: ['exp'], clockTolerance: TOLERANCE };
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.find, options);
    if (TYPES.has(protectedHeader.typ?.toLowerCase())) return { claims: payload };
    return { rejected: 'the token is of a type that is no access token' };
  } catch (error) {
    if (error instanceof KeysUnavailable) return { unavailable: error.message };
    return { rejected: reasonOf(error, rules), expired: error instanceof errors.JWTExpired };
  }
}

/** Whether a claim can stand for a caller: in logs, and for what is kept for that caller. */
export function isName(claim: unknown): claim is string {
  return typeof claim === 'string' && /\S/.test(claim) && !/\p{Cc}/u.test(claim);
}

function problemOf(token: string): string | undefined {
  if (token.startsWith('${')) return 'the token is a placeholder that was not expanded';
  if (token.length > LONGEST) return `the token has more than ${LONGEST} characters`;
  return token.split('.').length === 3 ? undefined : 'the token is no JWT';
}

function reasonOf(error: unknown, { audience }: Rules): string {
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    const found = JSON.stringify(error.payload.aud) ?? 'nobody';
    return `the token is for ${found}, not for ${JSON.stringify(audience)}`;
  }
  return error instanceof Error ? error.message : String(error);
}
