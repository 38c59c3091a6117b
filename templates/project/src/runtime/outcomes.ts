// Failures that functions return instead of throwing them.
import { toJson } from './serialise.ts';

/** What a function returned as its failure, thrown. */
class Failure extends Error {
  override readonly name = 'Failure';
}

/** The error to throw for a failure: itself when it is one, else one that says it, as JSON unless it is text. */
export function failure(error: unknown): Error {
  if (error instanceof Error) return error;
  return new Failure(typeof error === 'string' ? error : said(error));
}

/** Never a stack, which is for logs. */
function said(error: unknown): string {
  const json = toJson(error);
  return json === undefined || json === null
    ? 'it failed and gave no reason'
    : JSON.stringify(json, (key, value) => (key === 'stack' ? undefined : value));
}
