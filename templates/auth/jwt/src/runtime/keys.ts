// The public keys of whoever signs tokens: fetched when first needed, and again when one is missing or they are old.
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { fetchJson } from './fetch-json.ts';

/** All in milliseconds. Keys are asked for again after that, so that one taken back does not stay. */
const FRESH = 600_000;
/** How long they count while nobody answers: signatures can still be verified. */
const USABLE = 3_600_000;
/** Tokens that name unknown keys, and an issuer that is down, cause no more fetches than one in that time. */
const PAUSE = 30_000;
const PAUSE_AFTER_FAILURE = 5000;

/** Nothing is wrong with the token: there are no keys to verify it with. */
export class KeysUnavailable extends Error {}

export interface Keys {
  /** The key that a token names. Rejects with KeysUnavailable, or with jose's error about the token. */
  readonly find: JWTVerifyGetKey;
  /** The next token has the keys fetched again. */
  renew(): void;
}

interface Loaded {
  readonly find: JWTVerifyGetKey;
  readonly at: number;
}

/** `fetchKeys` rejects with what an operator can do. */
export function createKeys(fetchKeys: () => Promise<JWTVerifyGetKey>): Keys {
  let loaded: Loaded | undefined;
  let failed: { readonly error: KeysUnavailable; readonly at: number } | undefined;
  let pending: Promise<Loaded> | undefined;
  const load = async () => {
    try {
      loaded = { find: await fetchKeys(), at: Date.now() };
      failed = undefined;
      return loaded;
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      failed = { error: new KeysUnavailable(message, { cause }), at: Date.now() };
      throw failed.error;
    } finally {
      pending = undefined;
    }
  };
  const loadOnce = async () => {
    if (failed !== undefined && ageOf(failed) < PAUSE_AFTER_FAILURE) throw failed.error;
    pending ??= load();
    return pending;
  };
  const current = async () => {
    if (loaded !== undefined && ageOf(loaded) < FRESH) return loaded;
    const old = loaded;
    return loadOnce().catch((error: unknown) => {
      if (old !== undefined && ageOf(old) < USABLE) return old;
      throw error;
    });
  };
  return {
    async find(header, token) {
      const keys = await current();
      try {
        return await keys.find(header, token);
      } catch (error) {
        const isNew = error instanceof errors.JWKSNoMatchingKey && ageOf(keys) >= PAUSE;
        if (!isNew) throw error;
        return (await loadOnce()).find(header, token);
      }
    },
    renew() {
      failed = undefined;
      if (loaded !== undefined) loaded = { ...loaded, at: Math.min(loaded.at, Date.now() - FRESH) };
    },
  };
}

function ageOf({ at }: { readonly at: number }): number {
  return Date.now() - at;
}

/** The key set (JWKS) at `url`. */
export async function fetchKeySet(url: URL, signal: AbortSignal): Promise<JWTVerifyGetKey> {
  const set = await fetchJson(url, signal);
  if (!('keys' in set) || !isKeys(set.keys)) throw new Error(`${url.href} holds no keys`);
  return createLocalJWKSet({ keys: set.keys });
}

function isKeys(keys: unknown): keys is { readonly kty: string }[] {
  return (
    Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key?.kty === 'string')
  );
}
