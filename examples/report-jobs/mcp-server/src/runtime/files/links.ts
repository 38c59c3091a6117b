// Links that carry their own permission for a while, for browsers and downloaders that send no credentials.
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Links {
  /** The query of a link to the file that is good from now on for `ttl` milliseconds. */
  sign(id: string): string;
  /** Whether the query of a request for this file is one of `sign`, and still good. */
  isGood(id: string, query: string): boolean;
}

const SECONDS = /^\d{1,12}$/;

export function createLinks(key: Uint8Array, ttl: number): Links {
  return {
    sign(id) {
      const exp = String(Math.ceil((Date.now() + ttl) / 1000));
      return new URLSearchParams({ exp, sig: signature(key, id, exp) }).toString();
    },
    isGood(id, query) {
      const given = new URLSearchParams(query);
      const exp = given.get('exp') ?? '';
      if (!SECONDS.test(exp) || Number(exp) * 1000 <= Date.now()) return false;
      return isEqual(given.get('sig') ?? '', signature(key, id, exp));
    },
  };
}

function signature(key: Uint8Array, id: string, exp: string): string {
  return createHmac('sha256', key).update(`/files/${id}?exp=${exp}`).digest('base64url');
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
