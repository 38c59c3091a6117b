// What the smoke test sends: a token of its own, and what has to be refused.
import { randomBytes } from 'node:crypto';
import { caller } from './caller.gen.ts';

const token = randomBytes(32).toString('base64url');

/** Environment of the server under test. */
export const env: Readonly<Record<string, string>> = {
  MCP_BEARER_TOKEN: `${caller}=${token}`,
};

/** Headers that are let in. */
export const headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` };

/** Headers that must get 401. */
export const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no token': {},
  'a wrong token': { authorization: `Bearer ${randomBytes(32).toString('base64url')}` },
};
